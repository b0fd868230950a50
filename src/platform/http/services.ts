import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import type { Base, Tx } from '../base/base.ts'
import type { Comptes } from '../comptes/comptes.ts'
import type { ProConnect } from '../comptes/proconnect/proconnect.ts'
import type { CourrielEnNombre } from '../courriel/courriel.ts'
import type { Reception } from '../courriel/entrant.ts'
import type { Pdf } from '../documents/pdf.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'
import type { Sortie } from '../sortie/sortie.ts'
import type { Taches } from '../taches/taches.ts'
import type { Securite } from './securite.ts'

/** What surrounds a page: counts of what waits, by address of the navigation. */
export type Cadre = { readonly attentes: Readonly<Record<string, number>> }

export type ContenuDePage = {
  /** Title of the browser's tab and, unless `h1` says otherwise, of the page. */
  readonly titre: string
  readonly h1?: ReactNode
  /** Where one is, above the title. */
  readonly surtitre?: ReactNode
  readonly chapeau?: ReactNode
  readonly actions?: ReactNode
  /** The entry of the navigation this page belongs to. */
  readonly rubrique?: string
  readonly contenu: ReactNode
  readonly statut?: number
  /** Islands of the page: names of `*.island.ts` files. */
  readonly ilots?: readonly string[]
  /** Without navigation, the page takes the whole width instead of a column to read. */
  readonly large?: boolean
  /** A note at the foot of the navigation column. */
  readonly encart?: ReactNode
  /** Trail above the title. */
  readonly ariane?: readonly { readonly libelle: string; readonly href: string }[]
}

/** A page that everybody reads, signed in or not: the same bytes for all, so that it is kept in caches. */
export type ContenuPublic = Omit<ContenuDePage, 'rubrique' | 'encart' | 'ilots'> & {
  /** One sentence for search engines and shared links. */
  readonly description: string
  /** Path of the page, without what follows `?`. */
  readonly chemin: string
  /** Whose portal it is; none on the list of portals. */
  readonly portail?: { readonly nom: string; readonly href: string; readonly mention?: string }
  readonly onglets?: readonly {
    readonly libelle: string
    readonly href: string
    readonly courant: boolean
  }[]
  /** The same content under other forms (feed, data). */
  readonly formes?: readonly { readonly href: string; readonly type: string; readonly titre: string }[]
}

/** Everything a module may use, built once by createApp: values, not a container. */
export type Services = {
  readonly base: Base
  readonly comptes: Comptes
  readonly taches: Taches
  readonly courriel: CourrielEnNombre
  readonly fichiers: Fichiers
  readonly pdf: Pdf
  readonly sortie: Sortie
  /** Where what concerns security is noted and counted. */
  readonly securite: Securite
  readonly maintenant: () => Date
  readonly mode: 'demonstration' | 'production'
  readonly adresse: string
  readonly secret: string
  /** Where replies by mail come in; null when this installation receives none. */
  readonly reception: Reception | null
  /** Sign-in by ProConnect; null where the installation was not declared to it. */
  readonly proConnect: ProConnect | null
  readonly securise: boolean
  readonly racine: string
  /** Folder of this installation: files, secret, what the last backup was. */
  readonly donnees: string
  readonly version: string
  /** One transaction in the name of the person of the request, with what the frame of the page needs. */
  lire<T>(
    requete: FastifyRequest,
    travail: (tx: Tx) => Promise<T>,
  ): Promise<{ readonly donnees: T; readonly cadre: Cadre }>
  /** A page in the frame of the application, for a signed-in person. */
  page(requete: FastifyRequest, reponse: FastifyReply, cadre: Cadre, page: ContenuDePage): FastifyReply
  /** A page for somebody who is not signed in (sign-in, signed link, error). */
  pageSimple(requete: FastifyRequest, reponse: FastifyReply, page: ContenuDePage): FastifyReply
  /** A page that serves both: in the frame of the application for who acts for an organisation, alone for who does not, or not yet. */
  pageSelonSession(requete: FastifyRequest, reponse: FastifyReply, page: ContenuDePage): Promise<FastifyReply>
  /** A page of the public portal. */
  pagePublique(requete: FastifyRequest, reponse: FastifyReply, page: ContenuPublic): FastifyReply
  /** A bare page, for the frame of another site. */
  pageIncrustee(
    requete: FastifyRequest,
    reponse: FastifyReply,
    page: { readonly titre: string; readonly contenu: ReactNode },
  ): FastifyReply
  /** The page « rien à cette adresse » (404), the same whether the thing does not exist or belongs to others. */
  introuvable(
    requete: FastifyRequest,
    reponse: FastifyReply,
    quoi?: string,
  ): FastifyReply | Promise<FastifyReply>
  /** A sentence shown at the top of the next page. */
  annoncer(reponse: FastifyReply, texte: string): void
}
