import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

/** People who hold a function in an organisation today, to choose who follows an action. */
export async function listPersonnes(
  tx: Tx,
  organismeId: string,
  jour: Jour,
): Promise<{ readonly id: string; readonly nom: string }[]> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select distinct p.id, p.nom from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${organismeId} and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
      and f.fonction in ('direction', 'coordination', 'gestion', 'presidence', 'vice_presidence')
    order by p.nom, p.id`.execute(tx)
  return rows
}

/** Example address about an action that the present organisation leads. */
export const uneActionMenee =
  (suite: string) =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{ id: string }>`
      select a.id from action a join chef_de_file c on c.action_id = a.id and c.au is null
      where c.organisme_id = organisme_courant() order by a.code limit 1`.execute(tx)
    return rows[0] ? `/programme/actions/${rows[0].id}${suite}` : null
  }
