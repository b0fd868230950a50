/** Places of the five nodes, one at the top, on a circle of radius 15 around the middle of a square of 40. */
const NOEUDS = Array.from({ length: 5 }, (_, i) => {
  const angle = -Math.PI / 2 + (i * 2 * Math.PI) / 5
  const place = (milieu: number, sens: number): number => Math.round((milieu + 15 * sens) * 10) / 10
  return [place(20, Math.cos(angle)), place(21.2, Math.sin(angle))] as const
})

/** A line from each node to the one `pas` places further. */
const liens = (pas: number): string =>
  NOEUDS.map(([x, y], i) => {
    const [u, v] = NOEUDS[(i + pas) % 5]!
    return `M${x} ${y}L${u} ${v}`
  }).join('')

/**
 * The mark: five equal nodes, each linked to every other, none in the centre. It is the equality between members: never enlarge one.
 * @param taille side, in CSS pixels
 */
export function Marque({ taille = 42 }: { readonly taille?: number }) {
  return (
    <svg className="marque" width={taille} height={taille} viewBox="0 0 40 40" aria-hidden="true">
      <path className="marque-diagonales" d={liens(2)} fill="none" strokeWidth="1.1" />
      <path className="marque-cotes" d={liens(1)} fill="none" strokeWidth="1.5" />
      {NOEUDS.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="4" fill="currentColor" />
      ))}
    </svg>
  )
}
