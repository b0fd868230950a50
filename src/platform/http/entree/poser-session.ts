import type { FastifyReply, FastifyRequest } from 'fastify'
import { jetonSigne, nomDuCookie } from '../../comptes/session.ts'
import type { Services } from '../services.ts'

const attributs = (securise: boolean) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: securise }) as const

/** Gives the browser the signed token of a session: closed with the browser, read by no script, of this host alone over https. */
export const poserSession = (
  reponse: FastifyReply,
  { securise }: Pick<Services, 'securise'>,
  jeton: string,
): FastifyReply => reponse.setCookie(nomDuCookie(securise), jeton, attributs(securise))

/** Takes the cookie back. With the attributes of its name: a browser ignores « __Host- » without them, to forget as to keep. */
export const oublierSession = (
  reponse: FastifyReply,
  { securise }: Pick<Services, 'securise'>,
): FastifyReply => reponse.clearCookie(nomDuCookie(securise), attributs(securise))

/** Ends the session that the browser came with, whoever it was of: who signs in over it leaves none behind her. */
export async function finirLaPrecedente(
  { comptes, securise, secret }: Pick<Services, 'comptes' | 'securise' | 'secret'>,
  { cookies }: Pick<FastifyRequest, 'cookies'>,
): Promise<void> {
  const jeton = jetonSigne(cookies[nomDuCookie(securise)], secret)
  if (jeton) await (await comptes.$context).internalAdapter.deleteSession(jeton)
}
