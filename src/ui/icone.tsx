import { renderToStaticMarkup } from 'react-dom/server'
import { ICONES, type NomIcone } from './icones.ts'

export type { NomIcone } from './icones.ts'

const traces = new Map<NomIcone, string>()

/** The lines of an icon, drawn the first time it is asked for: after that it is a constant, a hundred on a page cost nothing. */
function traceDe(nom: NomIcone): string {
  let trace = traces.get(nom)
  if (trace === undefined) {
    const Lucide = ICONES[nom]
    trace = renderToStaticMarkup(<Lucide />).replace(/^<svg[^>]*>|<\/svg>$/g, '')
    traces.set(nom, trace)
  }
  return trace
}

/**
 * A Lucide icon. Always beside a word: it is hidden from screen readers.
 * @param taille side, in CSS pixels
 */
export function Icone({ nom, taille = 18 }: { readonly nom: NomIcone; readonly taille?: number }) {
  return (
    <svg
      className="icone"
      width={taille}
      height={taille}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: traceDe(nom) }}
    />
  )
}
