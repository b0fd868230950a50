import type { Tx } from '#platform/base/base.ts'

/** The example address of a route about a séance in preparation, where the cooperation has one. */
export const unExemple =
  (suite = '') =>
  async (tx: Tx) => {
    const ligne = await tx
      .selectFrom('seance')
      .select('id')
      .where('statut', '=', 'planifiee')
      .limit(1)
      .executeTakeFirst()
    return ligne ? `/seances/${ligne.id}${suite}` : null
  }
