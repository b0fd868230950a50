import type { Base } from '#platform/base/base.ts'
import { ajouterMois, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Scene } from '../installer.ts'

/** Subjects that members of Pays de la Loire proposed and that wait for a decision. */
export async function sujetsADecider(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  const { cooperationId, organismes, instances } = scene
  await base.enTantQueSysteme('démonstration', cooperationId, async (tx) => {
    await tx
      .insertInto('sujet')
      .values(
        [
          {
            question: 'Renouveler la convention des référents déontologues',
            genre: 'vote' as const,
            code: 'cdg44',
            echeance: ajouterMois(aujourdhui, 3),
          },
          {
            question: 'Élargir la promotion des secrétaires généraux de mairie aux EPCI',
            genre: 'orientation' as const,
            code: 'cdg72',
            echeance: null,
          },
          {
            question: 'Tenir un stand commun au salon de l’emploi public',
            genre: 'vote' as const,
            code: 'cdg85',
            echeance: ajouterMois(aujourdhui, 2),
          },
        ].map(({ code, ...sujet }) => ({
          ...sujet,
          id: nouvelId(),
          cooperation_id: cooperationId,
          organisme_id: organismes[code]!,
          instance_id: instances['conference']!,
          porte: Object.values(organismes),
          propose_le: maintenant,
        })),
      )
      .execute()
  })
}
