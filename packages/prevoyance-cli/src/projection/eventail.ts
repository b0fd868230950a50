import type { Distribution } from '@maillage/prevoyance/projection'

const L = { largeur: 720, hauteur: 400, gauche: 64, droite: 20, haut: 56, bas: 48 } as const

const pourCent = (n: number): string => `${(n * 100).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} %`
const echapper = (texte: string): string =>
  texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * Fan chart of the S/P by year: the median, half of the draws, nine draws in ten. One SVG that stands alone, with a title and a
 * description that says every number; nothing depends on colour only.
 */
export function eventail(titre: string, annees: readonly number[], sp: readonly Distribution[]): string {
  const sommet = Math.max(...sp.map(({ p95 }) => p95))
  // Lines every 20 %, or 40 %, 60 %… for high ratios: six at most above zero.
  const pas = 0.2 * Math.max(1, Math.ceil(sommet / 1.2))
  const plafond = pas * Math.max(1, Math.ceil(sommet / pas))
  const x = (i: number): number => L.gauche + ((L.largeur - L.gauche - L.droite) * (i + 0.5)) / sp.length
  const y = (v: number): number => L.hauteur - L.bas - ((L.hauteur - L.haut - L.bas) * v) / plafond
  const point = (i: number, v: number): string => `${x(i).toFixed(1)},${y(v).toFixed(1)}`
  const bande = (bas: keyof Distribution, haut: keyof Distribution): string =>
    [...sp.map((d, i) => point(i, d[haut])), ...sp.map((d, i) => point(i, d[bas])).reverse()].join(' ')
  const graduations = Array.from({ length: Math.round(plafond / pas) + 1 }, (_, i) => pas * i)
  const description = sp
    .map(
      (d, i) =>
        `${annees[i]} : médiane ${pourCent(d.p50)}, neuf tirages sur dix de ${pourCent(d.p5)} à ${pourCent(d.p95)}`,
    )
    .join(' ; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${L.largeur} ${L.hauteur}" role="img" aria-labelledby="titre description" font-family="sans-serif" font-size="14" fill="#1b1b1b">
<title id="titre">${echapper(titre)}</title>
<desc id="description">${echapper(description)}.</desc>
<rect width="${L.largeur}" height="${L.hauteur}" fill="#ffffff"/>
<text x="${L.gauche}" y="22" font-size="16" font-weight="bold">${echapper(titre)}</text>
<text x="${L.gauche}" y="42">Trait : médiane. Bande foncée : un tirage sur deux. Bande claire : neuf sur dix.</text>
${graduations
  .map(
    (v) =>
      `<line x1="${L.gauche}" x2="${L.largeur - L.droite}" y1="${y(v).toFixed(1)}" y2="${y(v).toFixed(1)}" stroke="#d5d5d5"/><text x="${L.gauche - 8}" y="${(y(v) + 5).toFixed(1)}" text-anchor="end">${pourCent(v)}</text>`,
  )
  .join('\n')}
<polygon points="${bande('p5', 'p95')}" fill="#c3d4ee"/>
<polygon points="${bande('p25', 'p75')}" fill="#7f9fd4"/>
<polyline points="${sp.map((d, i) => point(i, d.p50)).join(' ')}" fill="none" stroke="#12305f" stroke-width="2.5"/>
${sp
  .map(
    (d, i) =>
      `<circle cx="${x(i).toFixed(1)}" cy="${y(d.p50).toFixed(1)}" r="4" fill="#12305f"/><text x="${x(i).toFixed(1)}" y="${L.hauteur - 22}" text-anchor="middle">${annees[i]}</text>`,
  )
  .join('\n')}
</svg>
`
}
