import type { ReactNode } from 'react'
import { Icone, type NomIcone } from './icone.tsx'
import { Marque } from './marque.tsx'
import { Alerte } from './textes.tsx'

export type EntreeDeNavigation = {
  readonly href: string
  readonly libelle: string
  readonly icone: NomIcone
  readonly nombre?: number
  readonly courante: boolean
}

type Commun = {
  readonly titreOnglet: string
  readonly styles: string
  readonly scripts?: readonly string[]
  readonly demonstration: boolean
  readonly message?: string | null
  readonly surtitre?: ReactNode
  readonly titre: ReactNode
  readonly chapeau?: ReactNode
  readonly actions?: ReactNode
  readonly ariane?: readonly { readonly libelle: string; readonly href: string }[]
  readonly children: ReactNode
}

export type Compte = {
  readonly nom: string
  readonly structure: string
  readonly initiales: string
  readonly plusieursStructures: boolean
}

const LIENS_DE_PIED = [
  { href: '/accessibilite', libelle: 'Accessibilité : non auditée' },
  { href: '/mentions-legales', libelle: 'Mentions légales' },
  { href: '/donnees-personnelles', libelle: 'Données personnelles' },
  { href: '/plan-du-site', libelle: 'Plan du site' },
]

function Document({
  titreOnglet,
  styles,
  scripts = [],
  children,
}: {
  titreOnglet: string
  styles: string
  scripts?: readonly string[]
  children: ReactNode
}) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{titreOnglet}</title>
        <link rel="stylesheet" href={styles} />
        {scripts.map((script) => (
          <script key={script} type="module" src={script} />
        ))}
      </head>
      <body>
        <p className="evitement">
          <a href="#contenu">Aller au contenu</a>
        </p>
        {children}
      </body>
    </html>
  )
}

const BandeauDemonstration = () => (
  <aside className="bandeau-demonstration" aria-label="Démonstration">
    Démonstration : données publiques réelles ou marquées <em>fictif</em>, personnes remplacées par des rôles.{' '}
    <a href="/">Changer de rôle</a>
  </aside>
)

function Tete({
  surtitre,
  titre,
  chapeau,
  actions,
  ariane,
}: Pick<Commun, 'surtitre' | 'titre' | 'chapeau' | 'actions' | 'ariane'>) {
  return (
    <div className="tete">
      <div>
        {ariane && (
          <nav className="ariane" aria-label="Fil d’Ariane">
            <ol>
              {ariane.map(({ libelle, href }) => (
                <li key={href}>
                  <a href={href}>{libelle}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {surtitre && <p className="surtitre">{surtitre}</p>}
        <h1>{titre}</h1>
        {chapeau && <div className="chapeau">{chapeau}</div>}
      </div>
      {actions && <div className="tete-actions">{actions}</div>}
    </div>
  )
}

/** The frame of every page of a signed-in person: header, navigation by role, content, footer. Works without script. */
export function Page({
  compte,
  organisation,
  navigation,
  encart,
  recherche,
  ...page
}: Commun & {
  readonly compte: Compte
  readonly organisation: string
  readonly navigation: readonly EntreeDeNavigation[]
  readonly encart?: ReactNode
  readonly recherche?: string
}) {
  const courante = navigation.find((entree) => entree.courante)
  const liste = (
    <ul>
      {navigation.map(({ href, libelle, icone, nombre, courante: ici }) => (
        <li key={href}>
          <a href={href} aria-current={ici ? 'page' : undefined}>
            <Icone nom={icone} />
            <span>{libelle}</span>
            {Boolean(nombre) && (
              <span className="compteur">
                {nombre}
                <span className="vh"> en attente</span>
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <Document {...page}>
      {page.demonstration && <BandeauDemonstration />}
      <header className="entete">
        <a className="identite" href="/tableau-de-bord">
          <Marque />
          <span>
            <strong>Maillage</strong>
            <small>{organisation}</small>
          </span>
        </a>
        <form className="recherche" role="search" action="/recherche">
          <Icone nom="recherche" />
          <label htmlFor="recherche" className="vh">
            Chercher une collectivité, une séance, une décision
          </label>
          <input
            id="recherche"
            type="search"
            name="q"
            defaultValue={recherche}
            placeholder="Collectivité, séance, décision"
          />
        </form>
        <div className="compte">
          <a className="entete-lien" href="/aide">
            <Icone nom="aide" />
            <span>Aide</span>
          </a>
          <details className="menu">
            <summary>
              <span className="initiales" aria-hidden="true">
                {compte.initiales}
              </span>
              <span className="compte-nom">
                {compte.nom}
                <small>{compte.structure}</small>
              </span>
              <Icone nom="deplier" taille={16} />
            </summary>
            <ul>
              {compte.plusieursStructures && (
                <li>
                  <a href="/structures">Changer de structure</a>
                </li>
              )}
              <li>
                <a href="/mot-de-passe">Mot de passe</a>
              </li>
              <li>
                <form method="post" action="/deconnexion">
                  <button type="submit">Se déconnecter</button>
                </form>
              </li>
            </ul>
          </details>
        </div>
      </header>
      <div className="corps">
        <div className="cote">
          <nav className="navigation navigation-large" aria-label="Navigation principale">
            {liste}
          </nav>
          <details className="navigation navigation-etroite">
            <summary>
              <Icone nom="menu" />
              <span>Menu{courante ? ` : ${courante.libelle}` : ''}</span>
            </summary>
            <nav aria-label="Navigation principale, repliée">{liste}</nav>
          </details>
          {encart && <div className="encart">{encart}</div>}
        </div>
        <main id="contenu" tabIndex={-1}>
          {page.message && <Alerte ton="ok">{page.message}</Alerte>}
          <Tete {...page} />
          {page.children}
        </main>
      </div>
      <Pied>{organisation}</Pied>
    </Document>
  )
}

/** The frame of a page for somebody who is not signed in. */
export function PageSimple(page: Commun) {
  return (
    <Document {...page}>
      {page.demonstration && <BandeauDemonstration />}
      <header className="entete">
        <a className="identite" href="/">
          <Marque />
          <span>
            <strong>Maillage</strong>
            <small>Décider et agir ensemble, entre égaux</small>
          </span>
        </a>
      </header>
      <main id="contenu" className="simple" tabIndex={-1}>
        {page.message && <Alerte ton="ok">{page.message}</Alerte>}
        <Tete {...page} />
        {page.children}
      </main>
      <Pied>Plateforme de coopération régionale</Pied>
    </Document>
  )
}

const Pied = ({ children }: { children: ReactNode }) => (
  <footer className="pied">
    <p>{children}</p>
    <ul>
      {LIENS_DE_PIED.map(({ href, libelle }) => (
        <li key={href}>
          <a href={href}>{libelle}</a>
        </li>
      ))}
    </ul>
  </footer>
)
