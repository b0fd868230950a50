import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { cheminDeDepot } from './candidat/lien.ts'

/** An example: the link of a bidder; null where no sealed deposit was opened. */
export async function unDepot(tx: Tx, secret: string, maintenant: Date, suite = ''): Promise<string | null> {
  const { rows } = await sql<{
    lienId: string
    cooperationId: string
  }>`select lien_id as "lienId", cooperation_id as "cooperationId"
    from achat_candidat order by invite_le, id limit 1`.execute(tx)
  const [c] = rows
  return c ? cheminDeDepot(secret, c, maintenant) + suite : null
}

/** An example: a file of an open bid. */
export const unPliOuvert =
  (piece: 'bordereau' | 'memoire') =>
  async (tx: Tx): Promise<string | null> => {
    const rang = piece === 'bordereau' ? 0 : 1
    const { rows } = await sql<{
      id: string
    }>`select id from achat_pli where jsonb_array_length(fichiers) > ${rang}
    order by numero, id limit 1`.execute(tx)
    return rows[0] ? `/achats/plis/${rows[0].id}/${piece}` : null
  }

/** An example: the sealed deposit of a purchase, or its consultation while none is offered. */
export const uneOperationAuxPlis = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`select m.operation_id as id
    from achat_marche m left join achat_depot d on d.operation_id = m.operation_id
    order by d.ouvert_le is not null desc, d.operation_id is not null desc, m.publie_le desc nulls last, m.operation_id limit 1`.execute(
    tx,
  )
  return rows[0] ? `/achats/${rows[0].id}/plis` : null
}
