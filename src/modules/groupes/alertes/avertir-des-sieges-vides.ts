import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { listGroupes } from '../groupes.queries.ts'
import { siegesAPourvoir } from '../vues.tsx'
import { listDirections } from './directions.queries.ts'

/** Tells each direction that one of its seats is empty, once for each time it becomes so. The group itself is not written to. */
export async function avertirDesSiegesVides(
  base: Base,
  envoi: MoyenDEnvoi,
  maintenant: Date,
): Promise<number> {
  const { rows } = await base.pool.query<{ id: string; nom: string }>(
    'select id, nom from cooperations_connues()',
  )
  let messages = 0
  for (const { id, nom } of rows)
    messages += await base.enTantQueSysteme('sièges de groupe à pourvoir', id, (tx) =>
      avertirDans(tx, envoi, { id, nom }, maintenant),
    )
  return messages
}

async function avertirDans(
  tx: Tx,
  { courriel, adresse }: MoyenDEnvoi,
  cooperation: { readonly id: string; readonly nom: string },
  maintenant: Date,
): Promise<number> {
  const jour = jourDe(maintenant)
  const vides = (await listGroupes(tx, maintenant)).flatMap((groupe) =>
    groupe.statut === 'propose'
      ? []
      : siegesAPourvoir(groupe, jour).flatMap(({ membre, siege }) =>
          siege.etat === 'vide' || siege.etat === 'suppleant'
            ? [{ groupe, membre, videDepuis: siege.videDepuis }]
            : [],
        ),
  )
  if (vides.length === 0) return 0
  const directions = await listDirections(tx, jour)
  let messages = 0
  for (const { groupe, membre, videDepuis } of vides) {
    const nouvelle = await tx
      .insertInto('groupe_alerte_siege')
      .values({
        cooperation_id: cooperation.id,
        groupe_id: groupe.id,
        organisme_id: membre.organismeId,
        vide_depuis: videDepuis,
        envoyee_le: maintenant,
      })
      .onConflict((conflit) => conflit.doNothing())
      .returning('groupe_id')
      .executeTakeFirst()
    if (!nouvelle) continue
    for (const { courriel: a } of directions.filter((d) => d.organismeId === membre.organismeId)) {
      await courriel.envoyer(tx, {
        a,
        objet: `Siège à pourvoir : ${groupe.nom.slice(0, 100)}`,
        texte: `Bonjour,

${membre.libelle} participe au groupe « ${groupe.nom} », et son siège n’a pas de référent depuis le ${dateLongue(videDepuis)}.

Désignez une personne, ou dites que votre organisme est seulement informé : ${adresse}/groupes/${groupe.id}/siege

${cooperation.nom}
`,
      })
      messages += 1
    }
  }
  return messages
}
