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

/** The parts of a page: what a designer would cut out. Everything else belongs to the part around it. */
const PARTS = new Set(
  'section article form fieldset li tr table details dl ul ol div nav header aside footer main'.split(' '),
)

type Noeud = {
  readonly nom: string
  readonly balise: string
  /** The elements around it, from the root: their colours and sizes reach down to it. */
  readonly chemin: string
  readonly enfants: string[]
}

/**
 * The fragments of a page: each of its parts with its tags, classes, roles and states, where there are words but not which, repeated
 * siblings counted once, the parts inside it by their tag alone, and the elements around it. Two pages that show the same fragments
 * have the same faults of markup, whatever their words and the number of their rows; what only a whole page shows (identifiers, order
 * of titles) is read in every page, see accessibilite/references.ts.
 * Reads the regular markup that the server writes (every tag closed, every attribute quoted), not any HTML.
 */
export function fragments(html: string): ReadonlySet<string> {
  const trouves = new Set<string>()
  const racine: Noeud = { nom: '', balise: '', chemin: '', enfants: [] }
  const pile: Noeud[] = [racine]
  const fermer = () => {
    const { nom, balise, chemin, enfants } = pile.pop()!
    if (TRAITS.has(balise) && enfants.length === 0) return
    const entier = `${balise}[${enfants.join('')}]`
    if (PARTS.has(nom)) trouves.add(empreinte(`${chemin} ${entier}`))
    garder(PARTS.has(nom) ? balise : entier)
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
    const autour = pile.at(-1)!
    pile.push({
      nom: nom!,
      balise: `${nom}${decrire(attributs ?? '')}`,
      chemin: `${autour.chemin}/${autour.balise}`,
      enfants: [],
    })
    if (VIDES.has(nom!)) fermer()
  }
  while (pile.length > 1) fermer()
  return trouves.add(empreinte(racine.enfants.join('')))
}

const empreinte = (texte: string) => createHash('sha256').update(texte).digest('base64').slice(0, 16)

function decrire(attributs: string): string {
  return [...attributs.matchAll(/([^\s=>/]+)(?:="([^"]*)")?/g)]
    .flatMap(([, nom, valeur]) =>
      LUS.has(nom!) ? [`${nom}=${valeur ?? ''}`] : PRESENTS.test(nom!) ? [nom!] : [],
    )
    .sort()
    .map((trait) => ` ${trait}`)
    .join('')
}
