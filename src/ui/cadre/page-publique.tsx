import type { ReactNode } from 'react'
import { Alerte } from '../parties/alerte.tsx'
import { Onglets } from '../parties/onglets.tsx'
import { Document, type PropsDocument } from './document.tsx'
import { Identite } from './en-tete.tsx'
import { BandeauDemonstration } from './page.tsx'
import { type LienDePied, Pied } from './pied.tsx'
import { type PropsTitre, Titre } from './titre.tsx'

type Props = PropsDocument &
  PropsTitre & {
    readonly demonstration: boolean
    readonly description: string
    /** Whole address of the page. */
    readonly canonique: string
    readonly portail?: { readonly nom: string; readonly href: string; readonly mention?: string } | undefined
    readonly onglets?:
      | readonly { readonly libelle: string; readonly href: string; readonly courant: boolean }[]
      | undefined
    readonly formes?:
      | readonly { readonly href: string; readonly type: string; readonly titre: string }[]
      | undefined
    /** Links at the foot after those of the portal. */
    readonly autresLiens?: readonly LienDePied[]
    /** Where and when the page was read, for paper only. */
    readonly imprime?: string
    /** Nobody but a member sees it yet. */
    readonly apercu?: boolean
    readonly children: ReactNode
  }

/** The frame of a page that everybody reads: whose portal, its parts, the way in for members. */
export function PagePublique(page: Props) {
  const { portail, onglets, description, canonique, formes = [] } = page
  return (
    <Document
      {...page}
      tete={
        <>
          <meta name="description" content={description} />
          <meta name="robots" content={page.apercu ? 'noindex, nofollow' : 'index, follow'} />
          <meta property="og:title" content={page.titreOnglet} />
          <meta property="og:description" content={description} />
          <meta property="og:type" content="website" />
          <meta property="og:url" content={canonique} />
          <meta property="og:locale" content="fr_FR" />
          <link rel="canonical" href={canonique} />
          {formes.map(({ href, type, titre }) => (
            <link key={href} rel="alternate" type={type} title={titre} href={href} />
          ))}
        </>
      }
    >
      {page.demonstration && <BandeauDemonstration />}
      <header className="entete entete-publique">
        <Identite
          href={portail?.href ?? '/ouvert'}
          organisation={portail?.nom ?? 'Ce que les coopérations rendent public'}
        />
        <p className="entete-acces">
          {portail && <a href="/ouvert">Toutes les coopérations</a>}
          <a href="/connexion">Espace des membres</a>
        </p>
      </header>
      {onglets && (
        <div className="rubriques">
          <Onglets libelle="Rubriques du portail" vues={onglets} />
        </div>
      )}
      <main id="contenu" className="publique" tabIndex={-1}>
        {page.apercu && (
          <Alerte ton="attention" titre="Aperçu : ce portail n’est pas ouvert.">
            <p>
              Vous seuls, membres de la coopération, lisez cette page. Elle montre ce que le public lira à
              l’ouverture. <a href="/portail">Choisir ce qui sera public</a>
            </p>
          </Alerte>
        )}
        <Titre {...page} />
        {page.children}
      </main>
      <Pied
        porteur={
          portail
            ? `Portail public : ${portail.nom}${portail.mention ? `. ${portail.mention}` : ''}`
            : 'Portails publics des coopérations régionales'
        }
        liens={[
          ...(portail ? [{ href: `${portail.href}/donnees`, libelle: 'Données ouvertes' }] : []),
          { href: '/accessibilite', libelle: 'Accessibilité : non conforme' },
          { href: '/mentions-legales', libelle: 'Mentions légales' },
          { href: '/donnees-personnelles', libelle: 'Données personnelles' },
          ...(page.autresLiens ?? []),
        ]}
      />
      {page.imprime && <p className="imprime">{page.imprime}</p>}
    </Document>
  )
}

/** A figure alone, in the frame of another site: no header, no way elsewhere but its source. */
export const PageIncrustee = ({ children, ...page }: PropsDocument & { readonly children: ReactNode }) => (
  <Document {...page} tete={<meta name="robots" content="noindex" />}>
    <main id="contenu" className="incrustee" tabIndex={-1}>
      {children}
    </main>
  </Document>
)
