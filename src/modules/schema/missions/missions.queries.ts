import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Exercice } from '../domain/missions.ts'

export type ExerciceLu = Exercice & { readonly fictif: string | null; readonly version: number }

/** The cells that members filled. A member that left keeps its own; the page shows those of the members of the day. */
export async function listExercices(tx: Tx): Promise<ExerciceLu[]> {
  const { rows } = await sql<ExerciceLu>`
    select e.organisme_id as "organismeId", e.mission, e.mode, e.confie_a as "confieA", e.depuis, e.porteur, e.preuve,
      e.revue_le as "revueLe", e.fictif, e.version
    from mission_exercice e order by e.organisme_id, e.mission`.execute(tx)
  return rows
}
