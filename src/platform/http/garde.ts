import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Base } from '../base/base.ts'
import { jetonSigne, lireSession, nomDuCookie, preuveFraiche } from '../comptes/session.ts'
import { porteDeLaPreuve } from './reprise/reprise.page.tsx'
import type { Securite } from './securite.ts'

export type OptionsGarde = {
  readonly base: Base
  readonly secret: string
  readonly securise: boolean
  readonly adresse: string
  readonly maintenant: () => Date
  /** The second proof is asked for. */
  readonly secondFacteur: boolean
  readonly securite: Securite
  readonly interdire: Reponse
  /** Answers a form that came without its session, or without a recent proof: what was typed goes back to its author. */
  readonly reprendre: Reponse
}

type Reponse = (requete: FastifyRequest, reponse: FastifyReply) => FastifyReply | Promise<FastifyReply>

const ECRITURES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Security headers of every answer; the policy allows nothing inline. */
const ENTETES = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

/** Who is calling, may she, and does the form come from one of our pages: the three questions asked before every handler. */
export function poserGarde(app: FastifyInstance, options: OptionsGarde): void {
  const { base, secret, maintenant, securite } = options
  const cookie = nomDuCookie(options.securise)
  const origine = new URL(options.adresse).origin

  app.decorateRequest('session', null)
  app.decorateRequest('acteur', null)
  app.decorateRequest('apercu', false)
  app.decorateRequest('aReprendre', false)
  app.decorateRequest('dAilleurs', false)
  app.decorateRequest('acteurSiConnecte', async function (this: FastifyRequest) {
    const jeton = jetonSigne(this.cookies[cookie], secret)
    const session = jeton ? await lireSession(base, jeton, this.maintenant, options.secondFacteur) : null
    return session?.acteur ?? null
  })
  app.decorateRequest('maintenant', null as never)

  app.addHook('onRoute', ({ url, method, config }) => {
    if (!config?.droit && method !== 'HEAD')
      throw new Error(`La route ${method} ${url} ne déclare pas de droit.`)
  })

  app.addHook('onRequest', async (requete, reponse) => {
    requete.maintenant = maintenant()
    reponse.headers(ENTETES)
    if (options.securise) reponse.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
    const { droit, sansOrigine, sansSession, preuveRecente, sansReprise, sansSuivi } =
      requete.routeOptions.config
    const jeton = sansSession ? null : jetonSigne(requete.cookies[cookie], secret)
    requete.session = jeton
      ? await lireSession(base, jeton, requete.maintenant, options.secondFacteur, !sansSuivi)
      : null
    requete.acteur = requete.session?.acteur ?? null
    if (ECRITURES.has(requete.method) && !sansOrigine && vientDAilleurs(requete, origine)) {
      requete.dAilleurs = true
      return options.interdire(requete, reponse)
    }
    const { session } = requete
    // In production: the demonstration signs anybody in, and has no proof to ask for.
    // Who has a second proof and has not given it gives it first, below; who has none yet adds her first one just after she signed in, like any other.
    const prouveAilleurs = session?.aProuver && (session.secondFacteur || session.cleAcces)
    if (preuveRecente && options.secondFacteur && session && !prouveAilleurs)
      if (!preuveFraiche(session, requete.maintenant)) {
        reponse.header('cache-control', 'private, no-store')
        if (requete.method === 'GET' || sansReprise)
          return reponse.redirect(porteDeLaPreuve(session, sansReprise ?? requete.url), 303)
        requete.aReprendre = true
        return
      }
    // No right: no route either. The page that says so keeps the navigation of whoever is signed in.
    if (!droit || droit.autorise(requete.acteur)) {
      // Whoever is signed in, even before her second proof: its pages show a key and codes.
      if (requete.session) reponse.header('cache-control', 'private, no-store')
      return
    }
    if (requete.acteur) return options.interdire(requete, reponse)
    // The cookie is ours and its session is over: the form is answered once it is read, see below.
    if (jeton && !session && requete.method === 'POST' && !sansReprise) {
      requete.aReprendre = true
      return
    }
    const retour = requete.method === 'GET' ? `?retour=${encodeURIComponent(requete.url)}` : ''
    if (requete.session?.aProuver) return reponse.redirect(`/second-facteur${retour}`, 303)
    return reponse.redirect(requete.session ? '/structures' : `/connexion${retour}`, 303)
  })
  app.addHook('preHandler', async (requete, reponse) => {
    if (!requete.aReprendre) return
    securite.noter(requete, 'formulaire-rendu')
    return options.reprendre(requete, reponse)
  })
  // Refused by the declared right, or by a rule in a handler: the answer says so.
  app.addHook('onResponse', async (requete, reponse) => {
    if (reponse.statusCode === 403)
      securite.noter(requete, requete.dAilleurs ? 'origine-refusee' : 'droit-refuse')
  })
}

/**
 * True when a browser says that the form was sent by another site (Fetch Metadata, or Origin for older browsers).
 * A program that sends neither holds no cookie of a victim: with SameSite=Lax, nothing is at stake.
 */
export function vientDAilleurs(requete: Pick<FastifyRequest, 'headers'>, origine: string): boolean {
  const site = requete.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  if (site) return true
  const declaree = requete.headers.origin
  if (!declaree) return false
  return declaree !== origine && declaree.replace(/^https?:\/\//, '') !== requete.headers.host
}
