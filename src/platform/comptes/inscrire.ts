import type { Services } from '../http/services.ts'
import type { Comptes } from './comptes.ts'
import { signerJeton } from './session.ts'

/** The account of an e-mail address, created when there is none. Its address counts as verified: somebody entitled gave it. */
export async function inscrireCompte(comptes: Comptes, courriel: string, nom: string): Promise<string> {
  const { internalAdapter } = await comptes.$context
  const connu = await internalAdapter.findUserByEmail(courriel, { includeAccounts: false })
  if (connu) return connu.user.id
  const cree = await internalAdapter.createUser(
    { email: courriel, name: nom, emailVerified: true },
    { method: 'invitation' },
  )
  return cree.id
}

/** Opens a session for an account that acts for one organisation; returns its signed cookie. */
export async function ouvrirSession(
  services: Pick<Services, 'comptes' | 'secret'>,
  compteId: string,
  structure: { readonly cooperationId: string | null; readonly organismeId: string | null },
  amr: string,
  appareil?: string,
): Promise<string> {
  const { internalAdapter } = await services.comptes.$context
  const session = await internalAdapter.createSession(compteId, false, {
    ...structure,
    amr,
    userAgent: appareil?.slice(0, 300) ?? null,
  })
  return signerJeton(session.token, services.secret)
}
