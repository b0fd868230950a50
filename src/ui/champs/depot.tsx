import type { ReactNode } from 'react'
import { Icone } from '../icone.tsx'
import type { PropsChamp } from './champ.tsx'
import { ChampFichier } from './champ-fichier.tsx'

export type FichierRecu = {
  readonly cle: string
  readonly nom: string
  /** « PDF, 214 ko ». */
  readonly detail: string
  readonly href?: string
  /** What can be done with it: a button that removes it. */
  readonly action?: ReactNode
}

/** A field for files, those already received, and those refused, each with its reason and what to do. Stands in a `Formulaire fichiers`. */
export function Depot({
  recus = [],
  refuses = [],
  ...champ
}: PropsChamp & {
  readonly accepte?: string
  readonly plusieurs?: boolean
  readonly recus?: readonly FichierRecu[]
  readonly refuses?: readonly { readonly nom: string; readonly motif: string }[]
}) {
  return (
    <div className="champ">
      <ChampFichier {...champ} />
      {refuses.length > 0 && (
        <ul className="depot-fichiers" aria-label="Fichiers refusés">
          {refuses.map(({ nom, motif }) => (
            <li key={nom} className="fichier-refuse">
              <Icone nom="rejet" />
              <div>
                <p>{nom}</p>
                <p className="detail">{motif}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {recus.length > 0 && (
        <ul className="depot-fichiers" aria-label="Fichiers reçus">
          {recus.map(({ cle, nom, detail, href, action }) => (
            <li key={cle}>
              <Icone nom="fichier" />
              <div>
                <p>{href ? <a href={href}>{nom}</a> : nom}</p>
                <p className="detail">{detail}</p>
              </div>
              {action}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
