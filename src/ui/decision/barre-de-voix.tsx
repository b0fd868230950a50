export type Voix = {
  readonly cle: string
  /** Short name under the square. */
  readonly libelle: string
  /** Width of the square, in votes. */
  readonly poids?: number
  /** For, neither for nor against, against, not said. */
  readonly genre: 'pour' | 'abstention' | 'contre' | 'absente'
}

const HAUTEUR = 22
const COTE_MAX = 46
const LARGEUR_MAX = 230
const RANG = { pour: 0, abstention: 1, contre: 2, absente: 3 }

/**
 * One square per voter, those for first, and a mark where the threshold stands. Hidden from screen readers: the sentences beside say the same.
 * @param seuil votes needed, 0 when there is no threshold
 * @param id before the identifier of the pattern, when a page draws several bars
 */
export function BarreDeVoix({
  voix,
  seuil,
  motDuSeuil = 'seuil',
  id = 'voix',
}: {
  readonly voix: readonly Voix[]
  readonly seuil: number
  readonly motDuSeuil?: string
  readonly id?: string
}) {
  const rangees = [...voix].sort((a, b) => RANG[a.genre] - RANG[b.genre])
  const total = rangees.reduce((somme, { poids = 1 }) => somme + poids, 0)
  const unite = Math.min(COTE_MAX, LARGEUR_MAX / Math.max(1, total))
  const hautDesCarres = 22
  let debut = 0
  return (
    <svg
      className="barre-de-voix"
      width={total * unite + 2}
      height={hautDesCarres + HAUTEUR + 22}
      viewBox={`0 0 ${total * unite + 2} ${hautDesCarres + HAUTEUR + 22}`}
      aria-hidden="true"
    >
      <defs>
        <pattern
          id={`${id}-hachures`}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M.75 0V5" stroke="currentColor" strokeWidth="1.5" />
        </pattern>
      </defs>
      {rangees.map(({ cle, libelle, poids = 1, genre }) => {
        const x = debut
        debut += poids * unite
        return (
          <g key={cle}>
            <rect
              x={x + 1}
              y={hautDesCarres}
              width={Math.max(1, poids * unite - 3)}
              height={HAUTEUR}
              className={`voix-${genre}`}
              fill={genre === 'abstention' ? `url(#${id}-hachures)` : undefined}
            />
            <text x={x + (poids * unite) / 2} y={hautDesCarres + HAUTEUR + 17} textAnchor="middle">
              {libelle}
            </text>
          </g>
        )
      })}
      {seuil > 0 && seuil <= total && (
        <>
          <path d={`M${seuil * unite - 0.5} 1V${hautDesCarres - 3}`} className="seuil" />
          <text x={seuil * unite - 8} y="13" textAnchor="end">
            {motDuSeuil}
          </text>
        </>
      )}
    </svg>
  )
}
