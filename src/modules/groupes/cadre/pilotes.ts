import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { GroupeLu } from '../groupes.queries.ts'

/** A person at the head of a group, for a member. */
export type Pilote = { readonly personneId: string; readonly organismeId: string }

/** Opens the seats of pilots from a day. */
export async function ajouterPilotes(
  tx: Tx,
  acteur: Acteur,
  groupeId: string,
  pilotes: readonly Pilote[],
  jour: Jour,
): Promise<void> {
  if (pilotes.length === 0) return
  await tx
    .insertInto('groupe_pilote')
    .values(
      pilotes.map(({ personneId, organismeId }) => ({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        groupe_id: groupeId,
        organisme_id: organismeId,
        personne_id: personneId,
        du: jour,
      })),
    )
    .execute()
}

/** Closes the seats of pilots who are no longer so, and seats the new ones. */
export async function remplacerPilotes(
  tx: Tx,
  acteur: Acteur,
  groupe: GroupeLu,
  pilotes: readonly Pilote[],
  jour: Jour,
): Promise<void> {
  const partis = groupe.pilotes.filter((p) => !pilotes.some(({ personneId }) => personneId === p.personneId))
  const venus = pilotes.filter((p) => !groupe.pilotes.some(({ personneId }) => personneId === p.personneId))
  if (partis.length > 0)
    await tx
      .updateTable('groupe_pilote')
      .set({ au: jour })
      .where('groupe_id', '=', groupe.id)
      .where('au', 'is', null)
      .where(
        'personne_id',
        'in',
        partis.map(({ personneId }) => personneId),
      )
      .execute()
  await ajouterPilotes(tx, acteur, groupe.id, venus, jour)
}
