import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { cheminDeReponse } from './lien.ts'

/** An example for the list of routes: a link of an open consultation that opens something. */
export async function unLien(
  tx: Tx,
  secret: string,
  maintenant: Date,
  suite?: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string; cooperationId: string; employeurId: string }>`
    select l.id, l.cooperation_id as "cooperationId", e.id as "employeurId"
    from achat_lien l join achat_operation o on o.id = l.operation_id and o.etat = 'consultation'
    join contact c on c.courriel = l.courriel and c.centre_id = l.centre_id
    join achat_employeur e on e.operation_id = l.operation_id and e.centre_id = l.centre_id and e.organisme_id = c.organisme_id
    order by e.repondu_le is not null, e.nom limit 1`.execute(tx)
  const ligne = rows[0]
  if (!ligne) return null
  const chemin = cheminDeReponse(secret, { cooperationId: ligne.cooperationId, lienId: ligne.id }, maintenant)
  return suite === undefined ? chemin : `${chemin}/${ligne.employeurId}${suite}`
}
