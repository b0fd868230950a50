import type { ReactNode } from 'react'
import { Document } from '#ui/cadre/document.tsx'
import { Titre } from '#ui/cadre/titre.tsx'
import { Icone } from '#ui/icone.tsx'

type Props = Readonly<{
  titre: string
  h1?: string
  chapeau?: ReactNode
  styles: string
  scripts: readonly string[]
  demonstration: boolean
  accueil: string
  children: ReactNode
}>

/** The frame of every page: a neutral name, a way out at once, the numbers to call. Nothing that the tab or the history would betray. */
export const Cadre = (page: Props) => (
  <Document
    titreOnglet={`${page.titre} · Passerelle`}
    styles={page.styles}
    scripts={page.scripts}
    tete={<meta name="robots" content="noindex" />}
  >
    {page.demonstration && (
      <aside className="bandeau-demonstration" aria-label="Démonstration">
        <p>
          Démonstration : n’y écrivez rien de vrai. Personnes et faits <em>fictifs</em>.
        </p>
      </aside>
    )}
    <header className="entete entete-publique">
      <a className="identite" href={page.accueil}>
        <span>
          <strong>Passerelle</strong>
        </span>
      </a>
      <p className="entete-acces">
        <a
          className="bouton bouton-danger"
          id="quitter"
          href="https://www.service-public.fr/"
          rel="noreferrer"
        >
          <Icone nom="sortir" />
          <span>Quitter vite</span>
        </a>
      </p>
    </header>
    <main id="contenu" className="publique" tabIndex={-1}>
      <Titre titre={page.h1 ?? page.titre} chapeau={page.chapeau} />
      {page.children}
    </main>
    <footer className="pied">
      <p>
        Danger immédiat : 17, 112 ou SMS au 114. Violences faites aux femmes : 3919. Détresse : 3114.
        Défenseur des droits : 39 28.
      </p>
    </footer>
  </Document>
)
