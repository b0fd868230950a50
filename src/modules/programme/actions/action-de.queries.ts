import type { Tx } from '#platform/base/base.ts'

/** The action that holds a milestone, an indicator, a deliverable…; undefined when it is not there. */
export async function findActionDe(
  tx: Tx,
  table: 'jalon' | 'indicateur' | 'livrable' | 'risque' | 'partenaire',
  id: string,
): Promise<string | undefined> {
  const ligne = await tx.selectFrom(table).select('action_id').where('id', '=', id).executeTakeFirst()
  return ligne?.action_id
}
