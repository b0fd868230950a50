import type { FastifyRequest } from 'fastify'
import { optionsDePreuve, siteDesCles } from '../../comptes/facteurs/cles.ts'
import type { Session } from '../../comptes/session.ts'
import type { Services } from '../services.ts'

/** What the page gives the browser to use a key, as JSON; null where the address of the application allows none, or when the account has none. */
export async function optionsPour(
  { comptes, secret, adresse }: Pick<Services, 'comptes' | 'secret' | 'adresse'>,
  { maintenant }: Pick<FastifyRequest, 'maintenant'>,
  session?: Session,
): Promise<string | null> {
  const site = siteDesCles(adresse)
  if (!site) return null
  const qui = session && { compte: session.compteId, session: session.sessionId }
  const options = await optionsDePreuve({ comptes, secret, site, maintenant }, qui)
  return options && JSON.stringify(options)
}
