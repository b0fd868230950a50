const ECART = 13
const RAYON = 4.5

const dessins = new Map<string, string>()

/** Linked dots, one by sign of `parts` (1: takes part, 0: is informed); drawn once for each geometry. */
function dessinDe(parts: string): string {
  const su = dessins.get(parts)
  if (su !== undefined) return su
  const largeur = parts.length * ECART - (ECART - 2 * RAYON) + 1
  const x = (i: number) => RAYON + 0.5 + i * ECART
  const lien =
    parts.length > 1
      ? `<path d="M${x(0)} 5H${x(parts.length - 1)}" stroke="currentColor" stroke-width="1"/>`
      : ''
  const points = [...parts].map((part, i) =>
    part === '1'
      ? `<circle cx="${x(i)}" cy="5" r="${RAYON}" class="noeud-plein"/>`
      : `<circle cx="${x(i)}" cy="5" r="${RAYON - 0.6}" class="noeud-creux"/>`,
  )
  const dessin = `<svg width="${largeur}" height="10" viewBox="0 0 ${largeur} 10" aria-hidden="true">${lien}${points.join('')}</svg>`
  // A cooperation has a few members, hence a few geometries; a server of all France never holds many.
  if (dessins.size > 1_000) dessins.clear()
  dessins.set(parts, dessin)
  return dessin
}

/** Several equal members, linked: full for those that take part, hollow for those that are informed; always followed by words. */
export function Noeuds({
  membres,
  mots,
}: {
  readonly membres: readonly { readonly cle: string; readonly participe: boolean }[]
  readonly mots: string
}) {
  const parts = membres.map(({ participe }) => (participe ? '1' : '0')).join('')
  return (
    <span className="noeuds">
      <span className="noeuds-dessin" dangerouslySetInnerHTML={{ __html: dessinDe(parts) }} />
      <span>{mots}</span>
    </span>
  )
}
