import type { Tx } from '#platform/base/base.ts'
import type { StatutSeance } from '../domain/seance.ts'

/** The example address of a route about a séance in one of these states, where the cooperation has one. */
export const uneSeance = (statuts: readonly StatutSeance[], suite: string) => async (tx: Tx) => {
  const ligne = await tx
    .selectFrom('seance')
    .select('id')
    .where('statut', 'in', [...statuts])
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/seances/${ligne.id}${suite}` : null
}

/** The same about a séance in preparation. */
export const unePlanifiee = (suite = '') => uneSeance(['planifiee'], suite)
