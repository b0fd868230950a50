/** The mark: five equal nodes, each linked to every other, none in the centre. */
export function Marque({ taille = 34 }: { taille?: number }) {
  const noeuds = Array.from({ length: 5 }, (_, i) => {
    const angle = -Math.PI / 2 + (i * 2 * Math.PI) / 5
    return [
      Math.round(180 + 130 * Math.cos(angle)) / 10,
      Math.round(180 + 130 * Math.sin(angle)) / 10,
    ] as const
  })
  return (
    <svg
      className="marque"
      width={taille}
      height={taille}
      viewBox="0 0 36 36"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={noeuds
          .flatMap(([x, y], i) => noeuds.slice(i + 1).map(([u, v]) => `M${x} ${y}L${u} ${v}`))
          .join('')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
      {noeuds.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="4.1" fill="currentColor" />
      ))}
    </svg>
  )
}
