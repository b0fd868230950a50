import type { Base } from './base.ts'

export type EtatDeLaBase = {
  readonly version: string
  /** Bytes. */
  readonly taille: number
  readonly connexions: number
  readonly connexionsMax: number
  /** Lines of the journal that wait for their link, in all cooperations. */
  readonly lignesAChainer: number
}

/** The database as its operator looks at it. */
export async function lireEtatDeLaBase(base: Base): Promise<EtatDeLaBase> {
  const { rows } = await base.pool.query<EtatDeLaBase>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as taille,
       (select count(*) from pg_stat_activity where datname = current_database()) as connexions,
       current_setting('max_connections')::int as "connexionsMax",
       (select coalesce(sum(lignes), 0)::bigint from cooperations_a_chainer()) as "lignesAChainer"`,
  )
  return rows[0]!
}
