import type { Tx } from '#platform/base/base.ts'
import type { Json } from '#platform/base/schema.gen.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'

/** Keeps what a deed replaced, in the transaction that did it; the history of the page shows it. */
export async function tracer(
  tx: Tx,
  acteur: Acteur,
  maintenant: Date,
  {
    objet,
    geste,
    avant = null,
    apres,
  }: { readonly objet: string; readonly geste: string; readonly avant?: Json; readonly apres: Json },
): Promise<void> {
  await tx
    .insertInto('schema_trace')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      objet,
      geste,
      avant: avant === null ? null : JSON.stringify(avant),
      apres: JSON.stringify(apres),
      saisi_le: maintenant,
      saisi_par: acteur.personneId,
    })
    .execute()
}
