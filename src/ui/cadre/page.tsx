import type { ReactNode } from 'react'
import { Alerte } from '../parties/alerte.tsx'
import { Document, type PropsDocument } from './document.tsx'
import { EnTete, Identite, type PropsEnTete } from './en-tete.tsx'
import { FinDeConnexion } from './fin-de-connexion.tsx'
import { type EntreeDeNavigation, Navigation } from './navigation.tsx'
import { type LienDePied, Pied } from './pied.tsx'
import { type PropsTitre, Titre } from './titre.tsx'

type Commun = PropsDocument &
  PropsTitre & {
    readonly demonstration: boolean
    /** The sentence that tells what the last deed did. */
    readonly message?: string | null
    readonly liensDePied?: readonly LienDePied[]
    readonly children: ReactNode
  }

export const BandeauDemonstration = () => (
  <aside className="bandeau-demonstration" aria-label="Démonstration">
    <p>
      Démonstration{'\u202f'}: données publiques réelles ou marquées <em>fictif</em>, personnes remplacées par
      des rôles. <a href="/">Changer de rôle</a> · <a href="/visite">Visite</a>
    </p>
  </aside>
)

const Contenu = ({ page, classe }: { readonly page: Commun; readonly classe?: string }) => (
  <main id="contenu" className={classe} tabIndex={-1}>
    {page.message && (
      <Alerte ton="ok">
        <p>{page.message}</p>
      </Alerte>
    )}
    <Titre {...page} />
    {page.children}
  </main>
)

/** The frame of every page of a signed-in person: header, navigation by role, content, footer. Works without script. */
export function Page(
  page: Commun &
    PropsEnTete & {
      readonly navigation: readonly EntreeDeNavigation[]
      /** A note at the foot of the navigation column; after the content on small screens. */
      readonly encart?: ReactNode
      /** Who carries the service, at the foot of the page; the organisation when nothing else is said. */
      readonly porteur?: string
      /** Where and when the page was read, for paper only. */
      readonly imprime?: string
    },
) {
  return (
    <Document {...page} navigation>
      {page.demonstration && <BandeauDemonstration />}
      <EnTete {...page} />
      <div className="corps">
        <Navigation entrees={page.navigation} />
        <Contenu page={page} />
        {page.encart && (
          <aside className="encart" aria-label="À savoir">
            <div>{page.encart}</div>
          </aside>
        )}
      </div>
      <Pied porteur={page.porteur ?? page.organisation} liens={page.liensDePied} />
      {page.imprime && <p className="imprime">{page.imprime}</p>}
      <FinDeConnexion />
    </Document>
  )
}

/** The frame of a page for somebody who is not signed in. */
export function PageSimple(
  page: Commun & { readonly devise?: string; readonly porteur?: string; readonly large?: boolean },
) {
  return (
    <Document {...page}>
      {page.demonstration && <BandeauDemonstration />}
      <header className="entete">
        <Identite href="/" organisation={page.devise ?? 'Décider et agir ensemble, entre égaux'} />
      </header>
      <Contenu page={page} classe={page.large ? 'simple simple-large' : 'simple'} />
      <Pied porteur={page.porteur ?? 'Plateforme de coopération régionale'} liens={page.liensDePied} />
    </Document>
  )
}
