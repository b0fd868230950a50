import type { Base } from '#platform/base/base.ts'
import { jourDe } from '#shared/dates.ts'
import { actualiserMembres } from './membres.repository.ts'

/**
 * Each night, in each cooperation: what members are from that day on, where a change was planned. Rights do not wait for it: they are read in
 * the periods.
 */
export async function actualiserChaqueCooperation(base: Base, maintenant: Date): Promise<void> {
  const { rows } = await base.pool.query<{ id: string }>('select id from cooperations_connues()')
  for (const { id } of rows)
    await base.enTantQueSysteme('membres du jour', id, (tx) => actualiserMembres(tx, jourDe(maintenant)))
}
