import { memoire } from '#shared/memoire.ts'

const ECART = 13
const RAYON = 4.5

/** Linked dots, one by sign of `parts` (1: takes part, 0: is informed); drawn once for each geometry. */
const dessinDe = memoire((parts: string): string => {
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
  return `<svg width="${largeur}" height="10" viewBox="0 0 ${largeur} 10" aria-hidden="true">${lien}${points.join('')}</svg>`
})

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
