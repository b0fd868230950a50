import type { ReactNode } from 'react'
import { Icone, type NomIcone } from './icone.tsx'

/** A part of a page under its own title. */
export function Section({
  titre,
  detail,
  actions,
  id,
  children,
}: {
  readonly titre: string
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  readonly id?: string
  readonly children: ReactNode
}) {
  return (
    <section className="section" id={id}>
      <div className="section-tete">
        <h2>{titre}</h2>
        {detail && <p className="detail">{detail}</p>}
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Nothing to show: why, and the one thing to do. */
export function Vide({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="vide">
      <p>{children}</p>
      {action}
    </div>
  )
}

/** A message that must be read: what happened, why, what to do. */
export function Alerte({
  ton = 'alerte',
  titre,
  children,
  id,
}: {
  readonly ton?: 'alerte' | 'attention' | 'info' | 'ok'
  readonly titre?: string
  readonly children: ReactNode
  readonly id?: string
}) {
  const icones: Record<string, NomIcone> = {
    alerte: 'attention',
    attention: 'attention',
    info: 'aide',
    ok: 'fait',
  }
  return (
    <div
      className={`alerte ton-${ton}`}
      role={ton === 'alerte' ? 'alert' : 'status'}
      id={id}
      tabIndex={ton === 'alerte' ? -1 : undefined}
    >
      <Icone nom={icones[ton]!} taille={20} />
      <div>
        {titre && <p className="alerte-titre">{titre}</p>}
        {children}
      </div>
    </div>
  )
}

/** Names and values (definition list). */
export function Fiche({
  lignes,
}: {
  readonly lignes: readonly { readonly nom: string; readonly valeur: ReactNode }[]
}) {
  return (
    <dl className="fiche">
      {lignes.map(({ nom, valeur }) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One figure that answers a question, with its words; a link to its list when there is one. */
export function ChiffreCle({
  valeur,
  sur,
  libelle,
  detail,
  href,
}: {
  readonly valeur: string
  readonly sur?: string
  readonly libelle: string
  readonly detail?: ReactNode
  readonly href?: string
}) {
  return (
    <div className="chiffre">
      <p className="chiffre-valeur">
        <span>{valeur}</span> {sur && <small>{sur}</small>}
      </p>
      <p className="chiffre-libelle">{href ? <a href={href}>{libelle}</a> : libelle}</p>
      {detail && <p className="detail">{detail}</p>}
    </div>
  )
}

/** Figures side by side, separated by hairlines. */
export const ChiffresCles = ({ children }: { readonly children: ReactNode }) => (
  <div className="chiffres">{children}</div>
)

/** What an author wrote, line breaks kept, never interpreted. */
export const TexteLibre = ({ texte }: { readonly texte: string }) => (
  <div className="texte-libre" dir="auto">
    {texte.split(/\n{2,}/).map((paragraphe, i) => (
      <p key={i}>{paragraphe}</p>
    ))}
  </div>
)

/** Something invented for the demonstration. */
export const Fictif = ({ children = 'fictif' }: { readonly children?: ReactNode }) => (
  <em className="fictif">({children})</em>
)

/** Links between views of one list; the current one is not a link. */
export function Onglets({
  libelle,
  vues,
}: {
  readonly libelle: string
  readonly vues: readonly {
    readonly libelle: string
    readonly href: string
    readonly courant: boolean
    readonly nombre?: number
  }[]
}) {
  return (
    <nav className="onglets" aria-label={libelle}>
      <ul>
        {vues.map(({ libelle: mot, href, courant, nombre }) => (
          <li key={href}>
            <a href={href} aria-current={courant ? 'page' : undefined}>
              {mot} {nombre !== undefined && <span className="compteur">{nombre}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Older and newer pages of a list. */
export function Pagination({
  page,
  derniere,
  adresse,
}: {
  readonly page: number
  readonly derniere: boolean
  readonly adresse: (page: number) => string
}) {
  if (page === 1 && derniere) return null
  return (
    <nav className="pagination" aria-label="Pages de la liste">
      {page > 1 && <a href={adresse(page - 1)}>Page précédente</a>}
      <span aria-current="page">Page {page}</span>
      {!derniere && <a href={adresse(page + 1)}>Page suivante</a>}
    </nav>
  )
}

/** Several equal members, full for those that take part, hollow for those that are informed; always followed by words. */
export function Noeuds({
  membres,
  mots,
}: {
  readonly membres: readonly { readonly cle: string; readonly participe: boolean }[]
  readonly mots: string
}) {
  const ecart = 12
  return (
    <span className="noeuds">
      <svg
        width={membres.length * ecart - 2}
        height="10"
        viewBox={`0 0 ${membres.length * ecart - 2} 10`}
        aria-hidden="true"
        focusable="false"
      >
        <path d={`M5 5H${membres.length * ecart - 7}`} stroke="currentColor" strokeWidth="1" />
        {membres.map(({ cle, participe }, i) => (
          <circle
            key={cle}
            cx={5 + i * ecart}
            cy="5"
            r="4"
            className={participe ? 'noeud-plein' : 'noeud-creux'}
          />
        ))}
      </svg>
      <span>{mots}</span>
    </span>
  )
}
