/** How a series is filled: a texture doubles the colour. */
export type Motif = 'plein' | 'clair' | 'hachures' | 'points' | 'contour'

/**
 * Textures of one drawing.
 * @param id before their identifiers, unique among the drawings of a page
 */
export const Motifs = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern
      id={`${id}-hachures`}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect className="motif-clair" width="6" height="6" />
      <path className="motif-trait" d="M1 0V6" strokeWidth="1.5" />
    </pattern>
    <pattern id={`${id}-points`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect className="motif-blanc" width="6" height="6" />
      <circle className="motif-point" cx="3" cy="3" r="1.1" />
    </pattern>
  </defs>
)

export const remplissage = (motif: Motif, id: string): { className: string; fill?: string } =>
  motif === 'hachures' || motif === 'points'
    ? { className: `serie serie-${motif}`, fill: `url(#${id}-${motif})` }
    : { className: `serie serie-${motif}` }

/** Name of each series beside its texture. */
export const Legende = ({
  id,
  series,
}: {
  readonly id: string
  readonly series: readonly { readonly libelle: string; readonly motif: Motif }[]
}) => (
  <ul className="legende">
    {series.map(({ libelle, motif }) => (
      <li key={libelle} className="legende-tour">
        <svg className="carre" width="14" height="14" aria-hidden="true">
          <Motifs id={`${id}-legende-${motif}`} />
          <rect x="0.5" y="0.5" width="13" height="13" {...remplissage(motif, `${id}-legende-${motif}`)} />
        </svg>
        {libelle}
      </li>
    ))}
  </ul>
)
