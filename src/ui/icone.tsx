import { renderToStaticMarkup } from 'react-dom/server'
import { ICONES, type NomIcone } from './icones.ts'

export type { NomIcone } from './icones.ts'

const dessins = new Map<string, string>()

/** An icon drawn the first time it is asked for: after that it is a constant, two hundred on a page cost nothing. */
function dessinDe(nom: NomIcone, taille: number): string {
  const cle = `${nom} ${taille}`
  let dessin = dessins.get(cle)
  if (dessin === undefined) {
    const Lucide = ICONES[nom]
    const traits = renderToStaticMarkup(<Lucide />).replace(/^<svg[^>]*>|<\/svg>$/g, '')
    dessin = `<svg width="${taille}" height="${taille}" viewBox="0 0 24 24" aria-hidden="true">${traits}</svg>`
    dessins.set(cle, dessin)
  }
  return dessin
}

/**
 * A Lucide icon. Always beside a word: it is hidden from screen readers.
 * @param taille side, in CSS pixels
 */
export function Icone({ nom, taille = 18 }: { readonly nom: NomIcone; readonly taille?: number }) {
  return <span className="icone" dangerouslySetInnerHTML={{ __html: dessinDe(nom, taille) }} />
}
