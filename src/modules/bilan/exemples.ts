import { sql } from 'kysely'
import type { Exemple } from '#platform/http/contexte.ts'

/** Address of a report, the one with the most words first. */
export const unBilan =
  (suite = ''): Exemple =>
  async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select b.id from bilan b order by (select count(*) from bilan_texte t where t.bilan_id = b.id) desc, b.au desc limit 1`.execute(
      tx,
    )
    return rows[0] ? `/bilans/${rows[0].id}${suite}` : null
  }

/** Address of an evaluation, the one under way first. */
export const uneEvaluation =
  (suite = ''): Exemple =>
  async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from evaluation order by statut = 'proposition' desc, ouverte_le desc limit 1`.execute(tx)
    return rows[0] ? `/evaluations/${rows[0].id}${suite}` : null
  }

/** Address of an action to evaluate. */
export const uneFiche =
  (suite = ''): Exemple =>
  async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select f.id from evaluation_action f join evaluation e on e.id = f.evaluation_id
      order by e.statut = 'proposition' desc, e.ouverte_le desc, f.id limit 1`.execute(tx)
    return rows[0] ? `/evaluations/actions/${rows[0].id}${suite}` : null
  }
