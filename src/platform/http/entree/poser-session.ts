import type { FastifyReply } from 'fastify'
import { nomDuCookie } from '../../comptes/session.ts'
import type { Services } from '../services.ts'

/** Gives the browser the signed token of a session, as the library of accounts gives its own: closed with the browser, read by no script. */
export const poserSession = (
  reponse: FastifyReply,
  { securise }: Pick<Services, 'securise'>,
  jeton: string,
): FastifyReply =>
  reponse.setCookie(nomDuCookie(securise), jeton, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: securise,
  })
