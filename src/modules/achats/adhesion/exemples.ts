import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { cheminDAdhesion } from '../consultation/lien.ts'

/** An example: an employer whose membership is under way, or the latest to have joined. */
export const uneAdhesion =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{
      id: string
    }>`select e.id from achat_employeur e join achat_operation o on o.id = e.operation_id
      left join achat_adhesion a on a.employeur_id = e.id
      where o.etat in ('adhesion', 'execution') order by a.etat is null, a.depuis desc nulls last, e.nom, e.id limit 1`.execute(
      tx,
    )
    return rows[0] ? `/achats/employeurs/${rows[0].id}/adhesion${suite}` : null
  }

/** An example: the same, among the employers that the actor's centre serves; one whose census is known, which `suite` may ask for. */
export async function unePaie(tx: Tx, suite = ''): Promise<string | null> {
  const { rows } = await sql<{ id: string; connue: boolean }>`
    select e.id, r.id is not null as connue from achat_employeur e join achat_operation o on o.id = e.operation_id
    left join achat_adhesion a on a.employeur_id = e.id
    left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
    where o.etat in ('adhesion', 'execution') and (current_user = 'maillage_systeme' or e.centre_id = organisme_courant())
    order by r.id is null, a.niveau is null, a.depuis desc nulls last, e.nom, e.id limit 1`.execute(tx)
  const trouve = rows[0]
  if (!trouve || (suite && !trouve.connue)) return null
  return `/achats/employeurs/${trouve.id}/adhesion/paie${suite}`
}

/** An example: a purchase that employers join, or have joined. */
export const uneOperationEngagee =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const { rows } = await sql<{
      id: string
    }>`select id from achat_operation where etat in ('adhesion', 'execution')
      order by debut_le desc limit 1`.execute(tx)
    return rows[0] ? `/achats/${rows[0].id}${suite}` : null
  }

/** An example: the personal link of an employer of a contract that is joined. */
export async function unLienDAdhesion(
  tx: Tx,
  secret: string,
  maintenant: Date,
  suite?: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string; cooperationId: string; employeurId: string }>`
    select l.id, l.cooperation_id as "cooperationId", e.id as "employeurId"
    from achat_lien l join achat_operation o on o.id = l.operation_id and o.etat in ('adhesion', 'execution')
    join contact c on c.courriel = l.courriel and c.centre_id = l.centre_id
    join achat_employeur e on e.operation_id = l.operation_id and e.centre_id = l.centre_id and e.organisme_id = c.organisme_id
    order by e.nom, e.id limit 1`.execute(tx)
  const ligne = rows[0]
  if (!ligne) return null
  const chemin = cheminDAdhesion(secret, { cooperationId: ligne.cooperationId, lienId: ligne.id }, maintenant)
  return suite === undefined ? chemin : `${chemin}/${ligne.employeurId}${suite}`
}
