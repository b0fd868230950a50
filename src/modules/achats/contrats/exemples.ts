import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

/** An example: a contract that was corrected, or any. */
export async function unContrat(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select c.id from achat_contrat c
    order by (select count(*) from achat_contrat_version v where v.contrat_id = c.id) desc, c.numero, c.du, c.id limit 1`.execute(
    tx,
  )
  return rows[0] ? `/achats/contrats/${rows[0].id}` : null
}
