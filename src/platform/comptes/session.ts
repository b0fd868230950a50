import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Acteur } from '#shared/acteur.ts'
import type { Base } from '../base/base.ts'
import { doitProuverDeuxFois, prouveeDeuxFois } from './facteurs/exigence.ts'

/** What a session knows; nobody acts while no organisation is chosen, or while a second proof is due. */
export type Session = Pick<Acteur, 'sessionId' | 'compteId' | 'courriel' | 'nom' | 'structures'> & {
  readonly acteur: Acteur | null
  /** The words of what was proved: « courriel otp ». */
  readonly preuves: string
  /** The account has a generator of codes. */
  readonly secondFacteur: boolean
  /** The account has a key of access. */
  readonly cleAcces: boolean
  /** A second proof is due before anything else. */
  readonly aProuver: boolean
  /** When a page was last asked for with it, to a minute. */
  readonly vueLe: Date
  /** Milliseconds without any page after which it is over (`dureeDeVeille`). */
  readonly veille: number
  /** When its owner last proved that it was her: at sign-in, or since. */
  readonly prouveeLe: Date
}

/** Name of the session cookie: bound to this host alone wherever browsers accept it, over https (ADR 0077). */
export const nomDuCookie = (securise: boolean): string => `${securise ? '__Host-' : ''}maillage.session_token`

const MINUTE = 60_000

/**
 * Milliseconds without any page after which a session is over: an hour for whoever decides or reads what concerns the people of several employers,
 * four hours for the others, who read their own employer's file only (ADR 0077).
 */
export const dureeDeVeille = (qui: Pick<Acteur, 'roleMembre' | 'fonctions'>): number =>
  (doitProuverDeuxFois(qui) ? 60 : 240) * MINUTE

/** True when the last proof is recent enough, a quarter of an hour, for a deed that would help whoever sits down at somebody's place. */
export const preuveFraiche = ({ prouveeLe }: Pick<Session, 'prouveeLe'>, maintenant: Date): boolean =>
  +maintenant - +prouveeLe <= 15 * MINUTE

/** The token of a signed cookie « token.signature », or null when the signature is not ours. */
export function jetonSigne(valeur: string | undefined, secret: string): string | null {
  const point = valeur?.lastIndexOf('.') ?? -1
  if (!valeur || point < 1) return null
  const jeton = valeur.slice(0, point)
  const attendue = createHmac('sha256', secret).update(jeton).digest()
  const recue = Buffer.from(valeur.slice(point + 1), 'base64')
  return recue.length === attendue.length && timingSafeEqual(recue, attendue) ? jeton : null
}

/** Signs a token the way the session look-up reads it. */
export const signerJeton = (jeton: string, secret: string): string =>
  `${jeton}.${createHmac('sha256', secret).update(jeton).digest('base64')}`

/**
 * One statement: who acts, for whom, with which functions today. Null when the session is unknown or over. Once a minute at most, a second one
 * says that it was used.
 * @param exigence the second proof is asked of those who must give it, and not only of those who chose to, and a session left alone ends: in production
 * @param suivre the request counts as used; false for a page that only asks how long the session lasts
 */
export async function lireSession(
  base: Base,
  jeton: string,
  maintenant: Date,
  exigence: boolean,
  suivre = true,
): Promise<Session | null> {
  const { rows } = await base.pool.query<{ acteur: Record<string, unknown> | null }>({
    name: 'acteur-de-session',
    text: 'select acteur_de_session($1, $2) as acteur',
    values: [jeton, maintenant],
  })
  const lu = rows[0]?.acteur
  if (!lu) return null
  const complet = lu['personneId'] && lu['cooperationId'] && lu['organismeId']
  const connue = {
    ...lu,
    vueLe: new Date(lu['vueLe'] as string),
    prouveeLe: new Date(lu['prouveeLe'] as string),
  } as Omit<Session, 'acteur' | 'aProuver' | 'veille'> & Acteur
  const sansPage = +maintenant - +connue.vueLe
  const veille = dureeDeVeille(connue)
  const finie = exigence && sansPage > veille
  if (finie || (suivre && sansPage > MINUTE))
    await base.pool.query({
      name: 'suivre-session',
      text: 'select suivre_session($1, $2, $3)',
      values: [connue.sessionId, maintenant, finie],
    })
  if (finie) return null
  const due =
    connue.secondFacteur || connue.cleAcces || (exigence && Boolean(complet) && doitProuverDeuxFois(connue))
  const role = !exigence && connue.preuves === 'demonstration'
  const aProuver = due && !role && !prouveeDeuxFois(connue.preuves)
  return { ...connue, veille, aProuver, acteur: complet && !aProuver ? connue : null }
}
