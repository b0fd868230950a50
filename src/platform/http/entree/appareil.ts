import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../services.ts'

const UN_AN = 365 * 24 * 3600
/** One cookie for each account that entered from this browser: a computer of a town hall serves several people. */
const nomPour = (courriel: string, securise: boolean): string =>
  `${securise ? '__Host-' : ''}maillage.appareil.${createHash('sha256').update(courriel).digest('hex').slice(0, 12)}`
const sceau = (secret: string, courriel: string, tire: string): Buffer =>
  createHmac('sha256', `appareil:${secret}`).update(`${courriel}:${tire}`).digest()

/**
 * Marks the browser as one from which this account has entered (OWASP device cookie): it opens nothing, it only waits in its own line. A mark that
 * holds is kept: entering again gives no new tries.
 */
export function marquerAppareil(
  requete: Pick<FastifyRequest, 'cookies'>,
  reponse: FastifyReply,
  { secret, securise }: Pick<Services, 'secret' | 'securise'>,
  courriel: string,
): void {
  if (appareilConnu(requete, { secret, securise }, courriel)) return
  const tire = randomBytes(16).toString('base64url')
  reponse.setCookie(
    nomPour(courriel, securise),
    `${tire}.${sceau(secret, courriel, tire).toString('base64url')}`,
    {
      httpOnly: true,
      sameSite: 'lax',
      secure: securise,
      path: '/',
      maxAge: UN_AN,
    },
  )
}

/** The name of this browser for that account; null when the account never entered from it. */
export function appareilConnu(
  { cookies }: Pick<FastifyRequest, 'cookies'>,
  { secret, securise }: Pick<Services, 'secret' | 'securise'>,
  courriel: string,
): string | null {
  const [tire, recu] = (cookies[nomPour(courriel, securise)] ?? '').split('.')
  if (!tire || !recu) return null
  const lu = Buffer.from(recu, 'base64url')
  const attendu = sceau(secret, courriel, tire)
  return lu.length === attendu.length && timingSafeEqual(lu, attendu) ? tire : null
}
