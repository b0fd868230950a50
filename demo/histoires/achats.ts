import type { Base, Tx } from '../../src/platform/base/base.ts'
import { ajouterMois, type Jour, jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { operations } from '../donnees/achats.ts'
import type { Scene } from '../installer.ts'

/**
 * The group purchases of Pays de la Loire. Their decisions are older than the séances that the demonstration plays: they are written as the register
 * would hold them after an import, with the acts of the members.
 */
export async function histoireAchats(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    for (const operation of operations) {
      const adopteeLe =
        'adopteeLe' in operation ? operation.adopteeLe : ajouterMois(aujourdhui, operation.adopteeMois)
      const decisionId = await inscrireDecision(tx, scene, operation, adopteeLe)
      await tx
        .insertInto('achat_operation')
        .values({
          id: idStable(`achat:pdl:${operation.cle}`),
          cooperation_id: scene.cooperationId,
          organisme_id: scene.organismes['cdg44']!,
          decision_id: decisionId,
          objet: operation.objet,
          titre: operation.titre,
          etat: operation.etat,
          debut_le:
            'debutLe' in operation
              ? operation.debutLe
              : `${Number(aujourdhui.slice(0, 4)) + operation.debutAns}-01-01`,
          reponses_jusquau:
            'reponsesJusquau' in operation
              ? operation.reponsesJusquau
              : ajouterMois(aujourdhui, operation.reponsesMois),
          niveaux: operation.niveaux.join('\n'),
          conseil: operation.conseil,
          roles: operation.roles.join('\n'),
          risques: operation.risques.join('\n'),
          fictif: operation.fictif,
        })
        .execute()
    }
  })
}

async function inscrireDecision(
  tx: Tx,
  scene: Scene,
  { cle, decision, suites }: (typeof operations)[number],
  adopteeLe: Jour,
): Promise<string> {
  const id = idStable(`decision:pdl:achat:${cle}`)
  const lies = Object.entries(suites)
  await tx
    .insertInto('decision')
    .values({
      id,
      cooperation_id: scene.cooperationId,
      numero: `${adopteeLe.slice(0, 7)}-D01`,
      titre: decision.titre,
      type: 'convention',
      adoptee_le: adopteeLe,
      porte: lies.map(([code]) => scene.organismes[code]!),
      financiere: true,
      texte: decision.texte,
      fictif: decision.fictif,
    })
    .execute()
  await tx
    .insertInto('suite')
    .values(
      lies.map(([code, etat]) => ({
        id: idStable(`suite:pdl:achat:${cle}:${code}`),
        cooperation_id: scene.cooperationId,
        decision_id: id,
        organisme_id: scene.organismes[code]!,
        organe: 'ca',
        etat,
      })),
    )
    .execute()
  return id
}
