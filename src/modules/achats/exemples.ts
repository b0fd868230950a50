import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

/** An example for the list of routes: the purchase whose employers are being asked, or the latest. */
export const uneOperation =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{ id: string }>`select id from achat_operation
      order by etat = 'consultation' desc, debut_le desc limit 1`.execute(tx)
    return rows[0] ? `/achats/${rows[0].id}${suite}` : null
  }

/** An example: an employer that was asked. */
export const unEmployeur =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{
      id: string
    }>`select e.id from achat_employeur e join achat_operation o on o.id = e.operation_id
      order by o.etat = 'consultation' desc, e.repondu_le desc nulls last limit 1`.execute(tx)
    return rows[0] ? `/achats/employeurs/${rows[0].id}${suite}` : null
  }
