import type { Services } from '../http/services.ts'
import { signerJeton } from './session.ts'

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
  const { internalAdapter } = await services.comptes.$context
  const connu = await internalAdapter.findUserByEmail(role.courriel, { includeAccounts: false })
  const compte =
    connu?.user ??
    (await internalAdapter.createUser(
      { email: role.courriel, name: role.nom, emailVerified: true },
      { method: 'demonstration' },
    ))
  const session = await internalAdapter.createSession(compte.id, false, {
    cooperationId: role.cooperation_id,
    organismeId: role.organisme_id,
    amr: 'demonstration',
  })
  return signerJeton(session.token, services.secret)
}
