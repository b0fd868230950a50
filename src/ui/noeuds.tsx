const ECART = 13
const RAYON = 4.5

/** Several equal members, linked: full for those that take part, hollow for those that are informed; always followed by words. */
export function Noeuds({
  membres,
  mots,
}: {
  readonly membres: readonly { readonly cle: string; readonly participe: boolean }[]
  readonly mots: string
}) {
  const largeur = membres.length * ECART - (ECART - 2 * RAYON) + 1
  const x = (i: number) => RAYON + 0.5 + i * ECART
  return (
    <span className="noeuds">
      <svg width={largeur} height="10" viewBox={`0 0 ${largeur} 10`} aria-hidden="true">
        {membres.length > 1 && (
          <path d={`M${x(0)} 5H${x(membres.length - 1)}`} stroke="currentColor" strokeWidth="1" />
        )}
        {membres.map(({ cle, participe }, i) => (
          <circle
            key={cle}
            cx={x(i)}
            cy="5"
            r={participe ? RAYON : RAYON - 0.6}
            className={participe ? 'noeud-plein' : 'noeud-creux'}
          />
        ))}
      </svg>
      <span>{mots}</span>
    </span>
  )
}
