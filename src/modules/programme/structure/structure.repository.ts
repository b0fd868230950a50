import type { Tx } from '#platform/base/base.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import type { Periode } from '../domain/periodes.ts'
import type { Changement } from '../suivi/noter.ts'

/** The periods of the programmes of the cooperation, held until the end of the transaction. */
export const listPeriodes = (tx: Tx): Promise<Periode[]> =>
  tx.selectFrom('programme').select(['id', 'du', 'au']).orderBy('du').forUpdate().execute() as Promise<
    Periode[]
  >

/** A day as the history of the frame writes it. */
export const direJour = (jour: Jour | null): string => (jour ? dateSaisie(jour) : 'sans fin')

/** Keeps what changed in the frame of a programme, field by field. */
export async function tracerStructure(
  tx: Tx,
  acteur: Acteur,
  programmeId: string,
  changements: readonly Changement[],
  maintenant: Date,
): Promise<void> {
  if (changements.length === 0) return
  await tx
    .insertInto('trace_structure')
    .values(
      changements.map(({ quoi, avant, apres }) => ({
        id: nouvelId(+maintenant),
        cooperation_id: acteur.cooperationId,
        programme_id: programmeId,
        quoi,
        avant,
        apres,
        organisme_id: acteur.organismeId,
        auteur: signatureDe(acteur),
        saisi_le: maintenant,
      })),
    )
    .execute()
}

/** Ends a programme the day before the next one begins. */
export async function ecourter(
  tx: Tx,
  acteur: Acteur,
  { id, au }: { readonly id: string; readonly au: Jour },
  maintenant: Date,
): Promise<void> {
  const avant = await tx.selectFrom('programme').select('au').where('id', '=', id).executeTakeFirstOrThrow()
  await tx.updateTable('programme').set({ au }).where('id', '=', id).execute()
  await tracerStructure(
    tx,
    acteur,
    id,
    [{ quoi: 'Fin du programme', avant: direJour(avant.au as Jour | null), apres: direJour(au) }],
    maintenant,
  )
}
