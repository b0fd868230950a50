import type { ScaleLinear } from 'd3-scale'
import type { Taille } from './figure.tsx'

export const MARGES = { haut: 26, droite: 8, bas: 30, gauche: 48 } as const

export type Categorie = { readonly libelle: string; readonly court?: string; readonly courante?: boolean }

/** Horizontal lines of a scale, with their figures. */
export const Graduations = ({
  y,
  taille,
  formater,
}: {
  readonly y: ScaleLinear<number, number>
  readonly taille: Taille
  readonly formater: (valeur: number) => string
}) => (
  <g className="graduations">
    {y.ticks(taille.serre ? 4 : 5).map((valeur) => (
      <g key={valeur}>
        <path
          d={`M${MARGES.gauche} ${Math.round(y(valeur)) + 0.5}H${taille.largeur - MARGES.droite}`}
          className={valeur === 0 ? 'axe' : undefined}
        />
        <text x={MARGES.gauche - 10} y={y(valeur)} dy="0.32em" textAnchor="end">
          {formater(valeur)}
        </text>
      </g>
    ))}
  </g>
)

/** Names under the columns: one out of two, or fewer, when they would touch each other; the current one always. */
export function Categories({
  categories,
  x,
  taille,
}: {
  readonly categories: readonly Categorie[]
  readonly x: (rang: number) => number
  readonly taille: Taille
}) {
  const plusLong = Math.max(...categories.map(({ libelle, court }) => (court ?? libelle).length), 1)
  const place = (taille.largeur - MARGES.gauche - MARGES.droite) / Math.max(1, categories.length)
  const pas = Math.max(1, Math.ceil((plusLong * 6.2 + 6) / place))
  const dernier = categories.length - 1
  return (
    <g className="categories">
      {categories.map(({ libelle, court, courante }, i) =>
        (dernier - i) % pas === 0 || courante ? (
          <text
            key={libelle}
            x={x(i)}
            y={taille.hauteur - 10}
            textAnchor="middle"
            className={courante ? 'courante' : undefined}
          >
            {court ?? libelle}
          </text>
        ) : null,
      )}
    </g>
  )
}

/**
 * A dashed line at a value that matters, with its words.
 * @param motsAGauche when the right end is taken by the names of lines
 */
export const Repere = ({
  y,
  taille,
  libelle,
  fin = taille.largeur - MARGES.droite,
  motsAGauche,
}: {
  readonly y: number
  readonly taille: Taille
  readonly libelle: string
  readonly fin?: number
  readonly motsAGauche?: boolean
}) => (
  <g className="repere">
    <path d={`M${MARGES.gauche} ${y}H${fin}`} />
    <text x={motsAGauche ? MARGES.gauche + 4 : fin} y={y - 7} textAnchor={motsAGauche ? 'start' : 'end'}>
      {libelle}
    </text>
  </g>
)
