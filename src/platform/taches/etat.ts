import type { PgBoss } from 'pg-boss'
import { FILE_DES_ECHECS } from './taches.ts'

export type EtatDeFile = {
  readonly file: string
  readonly enAttente: number
  /** Waiting for another attempt. */
  readonly reessais: number
  readonly enCours: number
  readonly traites: number
  readonly echecs: number
  /** When the oldest job that should already have been treated was due. */
  readonly retardDepuis: Date | null
}

/** Jobs by queue, for the operator. Counts of the last seven days: older treated jobs are deleted. */
export async function listFiles(boss: PgBoss): Promise<EtatDeFile[]> {
  const { rows } = await boss.getDb().executeSql(
    `select coalesce(nullif(name, $1), source_name) as file,
       count(*) filter (where name <> $1 and state = 'created') as "enAttente",
       count(*) filter (where name <> $1 and state = 'retry') as reessais,
       count(*) filter (where name <> $1 and state = 'active') as "enCours",
       count(*) filter (where name <> $1 and state = 'completed') as traites,
       count(*) filter (where name = $1) as echecs,
       min(start_after) filter (where name <> $1 and state in ('created', 'retry') and start_after < now()) as "retardDepuis"
     from pgboss.job where name not like '\\_\\_%' group by 1 having coalesce(nullif(name, $1), source_name) is not null order by 1`,
    [FILE_DES_ECHECS],
  )
  return rows
}

export type Echec = {
  readonly id: string
  readonly file: string
  readonly raison: string
  readonly essais: number
  readonly creeLe: Date
  readonly echoueLe: Date
}

/** Jobs that failed for good and wait for a decision, latest first. */
export async function listEchecs(boss: PgBoss, limite: number): Promise<Echec[]> {
  const { rows } = await boss.getDb().executeSql(
    `select id, source_name as file, coalesce(source_output->>'message', source_output->>'value', source_output::text, '') as raison,
       coalesce(source_retry_count, 0) + 1 as essais, coalesce(source_created_on, created_on) as "creeLe", created_on as "echoueLe"
     from pgboss.job where name = $1 and state = 'created' order by created_on desc limit $2`,
    [FILE_DES_ECHECS, limite],
  )
  return rows
}

/** Puts a failed job back in its queue, as new. False when it is no longer there (already put back). */
export async function relancer(boss: PgBoss, id: string): Promise<boolean> {
  return (await boss.redrive(FILE_DES_ECHECS, { ids: [id] })) > 0
}
