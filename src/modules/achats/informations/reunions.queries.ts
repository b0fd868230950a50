import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

export type Reunion = {
  readonly id: string
  readonly centreId: string
  readonly centre: string
  readonly titre: string
  readonly debutLe: Date
  readonly minutes: number
  readonly lieu: string
  readonly adresse: string
  readonly annuleeLe: Date | null
  readonly version: number
}

/** Information meetings of a purchase, the next ones first, then those of the past. `centres`: only theirs. */
export async function listReunions(
  tx: Tx,
  operationId: string,
  maintenant: Date,
  centres: readonly string[] | null = null,
): Promise<Reunion[]> {
  const { rows } =
    await sql<Reunion>`select r.id, r.centre_id as "centreId", m.libelle as centre, r.titre, r.debut_le as "debutLe", r.minutes, r.lieu,
      r.adresse, r.annulee_le as "annuleeLe", r.version
    from achat_reunion r join membre m on m.cooperation_id = r.cooperation_id and m.organisme_id = r.centre_id
    where r.operation_id = ${operationId} ${centres ? sql`and r.centre_id = any (${centres}::uuid[])` : sql``}
    order by r.debut_le < ${maintenant}, abs(extract(epoch from r.debut_le - ${maintenant}::timestamptz)), r.id`.execute(
      tx,
    )
  return rows
}
