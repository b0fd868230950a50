// The second proof, as a test gives it: what a telephone would show for the key written on the page.
import { Secret, TOTP } from 'otpauth'
import type { ApplicationDeTest, Visiteur } from '../application.ts'
import { champCache, lignes } from '../lignes.ts'

/** The key written on the page that associates a telephone. */
export const cleDeLaPage = (html: string): string => champCache(html, 'secret')

/** What the telephone shows at this instant. */
export const codeDe = (cle: string, instant: Date = new Date()): string =>
  new TOTP({ secret: Secret.fromBase32(cle) }).generate({ timestamp: +instant })

/** Associates a telephone with the account of who has just signed in; returns its key. */
export async function associerTelephone(qui: Visiteur, instant: Date = new Date()): Promise<string> {
  const cle = cleDeLaPage((await qui.get('/second-facteur')).body)
  const { statusCode, body } = await qui.post('/second-facteur/activer', {
    secret: cle,
    code: codeDe(cle, instant),
  })
  if (statusCode !== 200 || !body.includes('codes-de-secours')) throw new Error(`Code refusé (${statusCode})`)
  return cle
}

/** Every open session counts as used and proved at this instant: for a test whose clock jumps and that watches something else. */
export const vientDeProuver = async (t: ApplicationDeTest, instant: Date): Promise<void> => {
  await lignes(t, 'update auth.session set "vueLe" = $1, "prouveeLe" = $1', [instant])
}
