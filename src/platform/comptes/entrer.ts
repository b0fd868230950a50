import type { Services } from '../http/services.ts'
import { inscrireCompte, ouvrirSession } from './inscrire.ts'

/** Opens a session for a role of the demonstration and returns its signed cookie; null when the role is unknown. */
export async function entrerComme(services: Services, mandatId: string): Promise<string | null> {
  const { rows } = await services.base.pool.query<{
    courriel: string
    nom: string
    cooperation_id: string
    organisme_id: string
  }>('select courriel, nom, cooperation_id, organisme_id from roles_demonstration() where id = $1', [
    mandatId,
  ])
  const role = rows[0]
  if (!role) return null
  const compteId = await inscrireCompte(services.comptes, role.courriel, role.nom)
  return ouvrirSession(
    services,
    compteId,
    { cooperationId: role.cooperation_id, organismeId: role.organisme_id },
    'demonstration',
  )
}
