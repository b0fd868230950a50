import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Acteur, Droit } from '#shared/acteur.ts'
import type { Tx } from '../base/base.ts'
import { preuveFraiche, type Session } from '../comptes/session.ts'
import type { Faute } from './formulaire.ts'

/** Where a route can be seen: a fixed address, or one found among the rows that the person may read. */
export type Exemple = string | ((tx: Tx) => Promise<string | null>)

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route without a declared right does not start. */
    droit?: Droit
    exemple?: Exemple
    /** Routes called by programs or signed links, which carry no page of ours: not checked for cross-site origin. */
    sansOrigine?: boolean
    /** Routes that answer the same to everybody (static files, health): the session is not looked up. */
    sansSession?: boolean
    /** Asked by a page on its own to know how long the session lasts: it does not make it last. */
    sansSuivi?: boolean
    /** A deed that would help whoever sits down at somebody's place: asks for a proof of less than a quarter of an hour (ADR 0077). */
    preuveRecente?: boolean
    /** What is typed there is a secret, never written back into a page: who must prove again begins again at this address. */
    sansReprise?: string
  }
  interface FastifyRequest {
    session: Session | null
    acteur: Acteur | null
    /** The form is sent back to its author instead of being treated: its session is over, or its proof is too old. */
    aReprendre: boolean
    /** The form was sent by another site: refused. */
    dAilleurs: boolean
    /** Who is signed in, on a route that does not look the session up: asked for once, when it makes a difference. */
    acteurSiConnecte(): Promise<Acteur | null>
    /** The answer shows what is not public yet: kept by no cache, found by no search engine. */
    apercu: boolean
    /** The instant of the request: rules receive it, they never ask for it. */
    maintenant: Date
  }
}

/** The actor of a route whose right asks for one; the guard has already turned the others away. */
export function acteurDe(requete: FastifyRequest): Acteur {
  if (!requete.acteur)
    throw new Error(`La route ${requete.routeOptions.url} lit un acteur sans l’exiger dans son droit.`)
  return requete.acteur
}

/** Text fields of a submitted form or of an address, as received. */
export type Saisies = Readonly<Record<string, string | string[] | undefined>>

/** How a form comes back: what to correct, what was typed, a refusal that concerns the whole, and the status of the answer. */
export type RetourDeFormulaire = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
}

/** Redirection after a write (303: the browser reads the page again with GET). */
export const versPage = (reponse: FastifyReply, chemin: string): FastifyReply => reponse.redirect(chemin, 303)

/** A session whose proofs are all given: it may change what protects the account. */
export const peutRegler = (requete: FastifyRequest): requete is FastifyRequest & { session: Session } =>
  requete.session !== null && !requete.session.aProuver

/** A session is open and all its proofs were given, the last one too long ago for a sensitive deed: the way in says so. Never in demonstration. */
export const preuvePerimee = (
  { mode }: { readonly mode: 'demonstration' | 'production' },
  { session, maintenant }: Pick<FastifyRequest, 'session' | 'maintenant'>,
): boolean =>
  mode === 'production' && session !== null && !session.aProuver && !preuveFraiche(session, maintenant)

/** Where to go first, for a page of one's own account: sign in, or give the second proof. */
export const portePour = (requete: FastifyRequest, chemin: string): string =>
  `${requete.session ? '/second-facteur' : '/connexion'}?${new URLSearchParams({ retour: chemin })}`
