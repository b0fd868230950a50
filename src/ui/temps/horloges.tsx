/** Whose turn it is: the service that answers, who asked, somebody else, or time not yet spent. */
export type Tour = 'service' | 'demandeur' | 'tiers' | 'reste'

export type Part = { readonly tour: Tour; readonly valeur: number }

/** Patterns of the bars: once in a page, before the first of them. `Horloges` brings them itself. */
export const MotifsDHorloges = () => (
  <svg className="motifs" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern
        id="motif-demandeur"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="motif-demandeur-fond" width="6" height="6" />
        <path className="motif-demandeur-trait" d="M1 0V6" strokeWidth="1.6" />
      </pattern>
      <pattern id="motif-tiers" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect className="motif-tiers-fond" width="4" height="4" />
        <circle className="motif-tiers-point" cx="2" cy="2" r="0.9" />
      </pattern>
    </defs>
  </svg>
)

/**
 * One bar of time, one part per turn. No viewBox: parts are percentages, so patterns keep their shape at any width.
 * @param echelle value of the full width, so that a day has the same length from one line to the next; the total when absent
 */
export function BarreDHorloges({
  parts,
  echelle,
  hauteur = 10,
}: {
  readonly parts: readonly Part[]
  readonly echelle?: number
  readonly hauteur?: number
}) {
  const pleine = Math.max(1e-9, echelle ?? parts.reduce((somme, { valeur }) => somme + valeur, 0))
  let debut = 0
  return (
    <svg className="horloges-barre" width="100%" height={hauteur} aria-hidden="true">
      {parts
        .filter(({ valeur }) => valeur > 0)
        .map(({ tour, valeur }) => {
          const x = Math.min(100, (100 * debut) / pleine)
          debut += valeur
          const largeur = Math.min(100 - x, (100 * valeur) / pleine)
          return (
            <rect
              key={tour}
              className={`part-${tour}`}
              x={`${x}%`}
              y="1"
              width={`${largeur}%`}
              height={hauteur - 2}
              rx="2"
              fill={tour === 'demandeur' || tour === 'tiers' ? `url(#motif-${tour})` : undefined}
            />
          )
        })}
    </svg>
  )
}

/** What the patterns mean, with the words of the page. */
export const LegendeDHorloges = ({
  mots,
}: {
  readonly mots: readonly { readonly tour: Tour; readonly mot: string }[]
}) => (
  <ul className="legende">
    {mots.map(({ tour, mot }) => (
      <li key={tour} className="legende-tour">
        <Carre tour={tour} />
        {mot}
      </li>
    ))}
  </ul>
)

const Carre = ({ tour }: { readonly tour: Tour }) => (
  <svg className="carre" width="14" height="14" aria-hidden="true">
    <rect
      className={`part-${tour}`}
      x="0.5"
      y="0.5"
      width="13"
      height="13"
      rx="2"
      fill={tour === 'demandeur' || tour === 'tiers' ? `url(#motif-${tour})` : undefined}
    />
  </svg>
)

/**
 * Time spent, and at whose place: a sentence that says it all, the bar, then four counters, even at zero, always in the same order.
 * @param compteurs `valeur` draws the bar, `mots` is the figure as it is read
 */
export function Horloges({
  phrase,
  total,
  compteurs,
}: {
  readonly phrase: string
  readonly total: { readonly libelle: string; readonly mots: string; readonly detail: string }
  readonly compteurs: readonly (Part & {
    readonly libelle: string
    readonly mots: string
    readonly detail: string
  })[]
}) {
  return (
    <div className="horloges">
      <MotifsDHorloges />
      <p className="horloges-phrase">{phrase}</p>
      <BarreDHorloges parts={compteurs} hauteur={22} />
      <dl className="horloges-compteurs">
        <div>
          <dt>{total.libelle}</dt>
          <dd>
            <strong>{total.mots}</strong> {total.detail}
          </dd>
        </div>
        {compteurs.map(({ tour, libelle, mots, detail }) => (
          <div key={tour}>
            <dt>
              <Carre tour={tour} />
              {libelle}
            </dt>
            <dd>
              <strong>{mots}</strong> {detail}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
