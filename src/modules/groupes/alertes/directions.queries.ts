import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

/** Who directs each member on a day. */
export async function listDirections(
  tx: Tx,
  jour: Jour,
): Promise<{ readonly organismeId: string; readonly courriel: string }[]> {
  const { rows } = await sql<{ organismeId: string; courriel: string }>`
    select distinct f.organisme_id as "organismeId", p.courriel from fonction_tenue f join personne p on p.id = f.personne_id
    where f.fonction = 'direction' and f.du <= ${jour} and (f.au is null or f.au >= ${jour})`.execute(tx)
  return rows
}
