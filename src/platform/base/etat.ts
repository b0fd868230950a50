import type { Base } from './base.ts'

export type EtatDeLaBase = {
  readonly version: string
  /** Bytes. */
  readonly taille: number
  readonly connexions: number
  readonly connexionsMax: number
  /** Lines of the journal that wait for their link, in all cooperations. */
  readonly lignesAChainer: number
  /** The last purge at the terms of the register; null before the first. Counts by table, names of purges that failed. */
  readonly purge: {
    readonly finieLe: string
    readonly comptes: Readonly<Record<string, number>>
    readonly echecs: readonly { readonly purge: string; readonly raison: string }[]
    /** Cooperations left to another process that was purging them. */
    readonly occupees: number
  } | null
  /** When a purge last did everything; before the first, when this database was installed. */
  readonly purgeCompleteLe: Date
}

/** The database as its operator looks at it. */
export async function lireEtatDeLaBase(base: Base): Promise<EtatDeLaBase> {
  const { rows } = await base.pool.query<EtatDeLaBase>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as taille,
       (select count(*) from pg_stat_activity where datname = current_database()) as connexions,
       current_setting('max_connections')::int as "connexionsMax",
       (select coalesce(sum(lignes), 0)::bigint from cooperations_a_chainer()) as "lignesAChainer",
       (select json_build_object('finieLe', finie_le, 'comptes', comptes, 'echecs', echecs, 'occupees', occupees)
         from purge_passage order by id desc limit 1) as purge,
       coalesce((select max(finie_le) from purge_passage where echecs = '[]'), installee_le(), now()) as "purgeCompleteLe"`,
  )
  return rows[0]!
}
