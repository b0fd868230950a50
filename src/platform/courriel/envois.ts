import type { Taches } from '../taches/taches.ts'
import { FILE_DU_COURRIEL } from './courriel.ts'

export type Envoi = {
  readonly id: string
  readonly destinataire: string
  readonly objet: string
  readonly etat: 'attente' | 'reessai' | 'en_cours' | 'parti' | 'echec'
  readonly essais: number
  readonly demandeLe: Date
  readonly partiLe: Date | null
  /** What the mail server said at the last attempt that failed. */
  readonly raison: string | null
}

/** The last messages, for the operator: to whom, about what, and whether they left. Never their text. */
export async function listEnvois(taches: Taches, limite: number): Promise<Envoi[]> {
  const { rows } = await taches.boss.getDb().executeSql(
    `select id, data->>'a' as destinataire, data->>'objet' as objet,
       case state when 'created' then 'attente' when 'retry' then 'reessai' when 'active' then 'en_cours'
         when 'completed' then 'parti' else 'echec' end as etat,
       retry_count as essais, created_on as "demandeLe", case when state = 'completed' then completed_on end as "partiLe",
       case when state in ('retry', 'failed') then output->>'message' end as raison
     from pgboss.job where name = $1 order by created_on desc limit $2`,
    [FILE_DU_COURRIEL, limite],
  )
  return rows
}
