import type { ReactNode } from 'react'
import { typographier } from '#shared/typographie.ts'
import { Icone } from '../icone.tsx'
import { type Colonne, Tableau } from '../tableau.tsx'

/** Size of a drawing, in CSS pixels. A chart is drawn twice, so that its words keep their size on a telephone. */
export type Taille = { readonly largeur: number; readonly hauteur: number; readonly serre: boolean }

const SERREE: Taille = { largeur: 340, hauteur: 280, serre: true }
const LARGES = {
  pleine: { largeur: 680, hauteur: 340, serre: false },
  demi: { largeur: 500, hauteur: 320, serre: false },
} as const satisfies Record<string, Taille>

export type PropsFigure<L> = {
  /** What the chart shows, in one sentence: the whole of it for who does not see it. */
  readonly conclusion: string
  /** Width it is meant for: the whole column, or half of it beside another. */
  readonly format?: keyof typeof LARGES
  /** Caption of the table. */
  readonly titre: string
  readonly legende?: ReactNode
  readonly colonnes: readonly Colonne<L>[]
  readonly lignes: readonly L[]
  readonly cleDe: (ligne: L) => string
  readonly dessin: (taille: Taille) => ReactNode
}

/** A chart: a drawing named by its conclusion, its legend, and its figures in a table. */
export function Figure<L>({
  conclusion,
  format = 'pleine',
  titre,
  legende,
  colonnes,
  lignes,
  cleDe,
  dessin,
}: PropsFigure<L>) {
  return (
    <figure className={`graphique graphique-${format}`}>
      {legende}
      {[LARGES[format], SERREE].map((taille) => (
        <svg
          key={taille.largeur}
          className={taille.serre ? 'graphique-serre' : 'graphique-large'}
          width={taille.largeur}
          height={taille.hauteur}
          viewBox={`0 0 ${taille.largeur} ${taille.hauteur}`}
          role="img"
          aria-label={typographier(conclusion)}
        >
          {dessin(taille)}
        </svg>
      ))}
      <details className="donnees">
        <summary>
          <Icone nom="graphique" taille={16} />
          <span>Voir les données du graphique</span>
        </summary>
        <Tableau titre={titre} colonnes={colonnes} lignes={lignes} cleDe={cleDe} defile />
      </details>
    </figure>
  )
}
