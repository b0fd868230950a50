import { createHash } from 'node:crypto'

const VIDES = new Set([
  'area',
  'base',
  'br',
  'col',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])
/** Attributes whose value changes what a browser draws or an assistive technology says. */
const LUS = new Set([
  'class',
  'role',
  'type',
  'lang',
  'hidden',
  'disabled',
  'open',
  'checked',
  'required',
  'scope',
])
/** Attributes that matter by being there or not. */
const PRESENTS = /^(aria-|href$|tabindex$|title$|alt$|for$|placeholder$|popover)/
/** Strokes of a drawing: they say nothing unless they carry a role, a name or a class. */
const TRAITS = new Set(['path', 'circle', 'ellipse', 'line', 'polygon', 'polyline', 'rect'])

/** Stands for words, whatever they are: a link or a button without any has no name. */
const TEXTE = '·'

type Noeud = { readonly balise: string; readonly enfants: string[] }

/**
 * What two fragments share when they differ only by their words and by how many rows they list: tags, classes, roles and states,
 * where there are words but not which, repeated siblings counted once. Two fragments of one skeleton have the same faults of markup.
 * Reads the regular markup that the server writes (every tag closed, every attribute quoted), not any HTML.
 */
export function squelette(html: string): string {
  const racine: Noeud = { balise: '', enfants: [] }
  const pile: Noeud[] = [racine]
  const fermer = () => {
    const { balise, enfants } = pile.pop()!
    if (TRAITS.has(balise) && enfants.length === 0) return
    garder(`${balise}[${enfants.join('')}]`)
  }
  const garder = (enfant: string) => {
    const { enfants } = pile.at(-1)!
    if (!enfants.includes(enfant)) enfants.push(enfant)
  }
  for (const [, texte, fin, nom, attributs] of html
    .replace(/<!--.*?-->/gs, '')
    .matchAll(/([^<]*)<(\/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g)) {
    if (texte!.trim()) garder(TEXTE)
    if (fin) {
      if (pile.length > 1) fermer()
      continue
    }
    pile.push({ balise: `${nom}${decrire(attributs ?? '')}`, enfants: [] })
    if (VIDES.has(nom!)) fermer()
  }
  while (pile.length > 1) fermer()
  return createHash('sha256').update(racine.enfants.join('')).digest('hex').slice(0, 16)
}

/**
 * The skeletons of a page: what is in its <main>, and the frame around it. A frame looks the same around every content, so that each
 * of them needs to be judged in one page, not each of their pairs.
 */
export function squelettesDePage(html: string): { readonly contenu: string; readonly cadre: string } {
  const [debut, fin] = [html.indexOf('<main'), html.lastIndexOf('</main>')]
  if (debut < 0 || fin < debut) return { contenu: squelette(html), cadre: '' }
  return {
    contenu: squelette(html.slice(debut, fin)),
    cadre: squelette(html.slice(0, debut) + html.slice(fin)),
  }
}

function decrire(attributs: string): string {
  return [...attributs.matchAll(/([^\s=>/]+)(?:="([^"]*)")?/g)]
    .flatMap(([, nom, valeur]) =>
      LUS.has(nom!) ? [`${nom}=${valeur ?? ''}`] : PRESENTS.test(nom!) ? [nom!] : [],
    )
    .sort()
    .map((trait) => ` ${trait}`)
    .join('')
}
