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

/** An example: the purchase whose consultation is the furthest. */
export const uneOperationAuMarche =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{ id: string }>`select operation_id as id from achat_marche
      order by notes_closes_le desc nulls last, publie_le desc nulls last, operation_id limit 1`.execute(tx)
    return rows[0] ? `/achats/${rows[0].id}${suite}` : null
  }

/** An example: a lot with several bids, or any. */
export const unLot =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{ id: string }>`select l.id from achat_lot l
      order by (select count(*) from achat_offre o where o.lot_id = l.id) desc, l.numero, l.id limit 1`.execute(
      tx,
    )
    return rows[0] ? `/achats/lots/${rows[0].id}${suite}` : null
  }

/** An example: a collective agreement. */
export const unAccord =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{
      id: string
      operation: string
    }>`select id, operation_id as operation from achat_accord order by signe_le desc nulls last, id limit 1`.execute(
      tx,
    )
    return rows[0] ? `/achats/${rows[0].operation}/accord/${rows[0].id}${suite}` : null
  }

/** An example: the letter to the winner of a lot, in a purchase that the reader's member leads: it alone opens it. */
export const uneLettre = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ lot: string; offre: string }>`select a.lot_id as lot, a.offre_id as offre
    from achat_attribution a where current_user = 'maillage_systeme' or conduit_l_achat(a.operation_id)
    order by a.attribue_le desc, a.lot_id limit 1`.execute(tx)
  return rows[0] ? `/achats/lots/${rows[0].lot}/lettres/${rows[0].offre}` : null
}
