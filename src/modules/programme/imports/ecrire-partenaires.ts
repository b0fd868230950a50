import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { rapprocherMots } from '#shared/mots.ts'
import type { ActionLue } from '../action.queries.ts'
import type { LigneAction } from '../domain/imports/cellules-action.ts'

const SORTES: readonly (readonly [RegExp, ActionLue['partenaires'][number]['type']])[] = [
  [/\bcnfpt\b/, 'cnfpt'],
  [/\bfrance travail\b/, 'france_travail'],
  [/\bregion\b/, 'region'],
  [/\buniversit/, 'universite'],
  [/\b(sante|medecins?|hopital|chu)\b/, 'sante'],
]

/** Partners named for the first time are added, those no longer named end; what they bring is kept. */
export async function ecrirePartenaires(
  tx: Tx,
  acteur: Acteur,
  actionId: string,
  ligne: LigneAction,
  maintenant: Date,
): Promise<void> {
  const voulus = ligne.partenaires.split(' ; ').filter(Boolean)
  const connus = await tx
    .selectFrom('partenaire')
    .select(['id', 'nom'])
    .where('action_id', '=', actionId)
    .where('retire_le', 'is', null)
    .execute()
  const finis = connus.filter(({ nom }) => !voulus.includes(nom)).map(({ id }) => id)
  if (finis.length > 0)
    await tx
      .updateTable('partenaire')
      .set({ retire_le: jourDe(maintenant) })
      .where('id', 'in', finis)
      .execute()
  const nouveaux = voulus.filter((nom) => !connus.some((connu) => connu.nom === nom))
  if (nouveaux.length === 0) return
  await tx
    .insertInto('partenaire')
    .values(
      nouveaux.map((nom) => ({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        action_id: actionId,
        nom: nom.slice(0, 200),
        type: SORTES.find(([mots]) => mots.test(rapprocherMots(nom)))?.[1] ?? ('autre' as const),
      })),
    )
    .execute()
}
