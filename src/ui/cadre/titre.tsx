import type { ReactNode } from 'react'
import { type Etage, FilAriane } from './fil-ariane.tsx'

export type PropsTitre = {
  /** Where one is, above the title. */
  readonly surtitre?: ReactNode
  /** The h1: a sentence, or a question when it helps. */
  readonly titre: ReactNode
  /** What the page says in two lines, with the date of its data. */
  readonly chapeau?: ReactNode
  /** One full button at most. */
  readonly actions?: ReactNode
  readonly ariane?: readonly Etage[]
}

/** The head of a page: where one is, its title, its lede, and at right what can be done. */
export function Titre({ surtitre, titre, chapeau, actions, ariane }: PropsTitre) {
  return (
    <div className={chapeau ? 'tete' : 'tete tete-sans-chapeau'}>
      <div className="tete-titres">
        {ariane && ariane.length > 0 && <FilAriane etages={ariane} />}
        {surtitre && <p className="surtitre">{surtitre}</p>}
        <h1>{titre}</h1>
      </div>
      {chapeau && <div className="chapeau">{chapeau}</div>}
      {actions && <div className="tete-actions">{actions}</div>}
    </div>
  )
}
