import type { ReactNode } from 'react'

export { Alerte } from './parties/alerte.tsx'
export { ChiffreCle, ChiffresCles } from './parties/chiffres-cles.tsx'
export { Fiche } from './parties/fiche.tsx'
export { Noeuds } from './parties/noeuds.tsx'
export { Onglets } from './parties/onglets.tsx'
export { Pagination } from './parties/pagination.tsx'
export { Colonnes, Section } from './parties/section.tsx'
export { Vide } from './parties/vide.tsx'

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

/** What somebody said, in her words: who, the words, and where it is written. */
export const Citation = ({
  de,
  source,
  children,
}: {
  readonly de: string
  readonly source?: ReactNode
  readonly children: ReactNode
}) => (
  <blockquote className="reserve">
    <p className="reserve-de">{de}</p>
    {typeof children === 'string' ? <p>{children}</p> : children}
    {source && <p className="detail">{source}</p>}
  </blockquote>
)
