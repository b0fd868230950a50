import type { Part } from '../domain/satisfaction.ts'

const LARGEUR = 640
const NOM = 250
const RANG = 34
/** The scale ends at the next ten above the widest interval. */
const fin = (parts: readonly Part[]): number =>
  Math.max(0.1, Math.ceil(10 * Math.max(...parts.map(({ haut }) => haut))) / 10)

/** Shares with their intervals, drawn: a point and the segment where the truth may be. The table below says the same in figures. */
export function Intervalles({
  titre,
  lignes,
}: {
  readonly titre: string
  readonly lignes: readonly { readonly cle: string; readonly nom: string; readonly part: Part }[]
}) {
  const max = fin(lignes.map(({ part }) => part))
  const x = (valeur: number) => NOM + ((LARGEUR - NOM - 50) * valeur) / max
  const hauteur = lignes.length * RANG + 26
  const graduations = Array.from({ length: Math.round(max * 10) + 1 }, (_, n) => n / 10)
  return (
    <figure>
      <figcaption>{titre}</figcaption>
      <svg viewBox={`0 0 ${LARGEUR} ${hauteur}`} width="100%" role="img" aria-label={titre} fontSize="14">
        {graduations.map((g) => (
          <g key={g}>
            <line x1={x(g)} x2={x(g)} y1="0" y2={hauteur - 22} stroke="currentColor" opacity="0.15" />
            <text x={x(g)} y={hauteur - 6} textAnchor="middle" fill="currentColor">
              {`${Math.round(100 * g)} %`}
            </text>
          </g>
        ))}
        {lignes.map(({ cle, nom, part }, rang) => {
          const y = rang * RANG + RANG / 2
          return (
            <g key={cle}>
              <text x="0" y={y + 5} fill="currentColor">
                {nom.length > 34 ? `${nom.slice(0, 33)}…` : nom}
              </text>
              <line x1={x(part.bas)} x2={x(part.haut)} y1={y} y2={y} stroke="currentColor" strokeWidth="3" />
              <circle cx={x(part.part)} cy={y} r="6" fill="currentColor" />
              <text x={x(part.haut) + 8} y={y + 5} fill="currentColor">
                {`${Math.round(100 * part.part)} %`}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
