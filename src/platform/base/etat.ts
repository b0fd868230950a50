import type { Base } from './base.ts'

export type EtatDeLaBase = {
  readonly version: string
  /** Bytes. */
  readonly taille: number
  readonly connexions: number
  readonly connexionsMax: number
  /** Lines of the journal that wait for their link, in all cooperations. */
  readonly lignesAChainer: number
  /** The last purge at the terms of the register; null before the first. Counts by table. */
  readonly purge: { readonly finieLe: string; readonly comptes: Readonly<Record<string, number>> } | null
}

/** The database as its operator looks at it. */
export async function lireEtatDeLaBase(base: Base): Promise<EtatDeLaBase> {
  const { rows } = await base.pool.query<EtatDeLaBase>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as taille,
       (select count(*) from pg_stat_activity where datname = current_database()) as connexions,
       current_setting('max_connections')::int as "connexionsMax",
       (select coalesce(sum(lignes), 0)::bigint from cooperations_a_chainer()) as "lignesAChainer",
       (select json_build_object('finieLe', finie_le, 'comptes', comptes) from purge_passage order by id desc limit 1) as purge`,
  )
  return rows[0]!
}
