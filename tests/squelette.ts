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

type Noeud = { readonly balise: string; readonly enfants: string[] }

/**
 * What two pages share when they differ only by their words and by how many rows they list: tags, classes, roles and states,
 * without text, repeated siblings counted once. Two pages of one skeleton have the same faults of markup.
 * Reads the regular markup that the server writes (every tag closed, every attribute quoted), not any HTML.
 */
export function squelette(html: string): string {
  const racine: Noeud = { balise: '', enfants: [] }
  const pile: Noeud[] = [racine]
  const fermer = () => {
    const { balise, enfants } = pile.pop()!
    const parent = pile.at(-1)!
    const texte = `${balise}[${enfants.join('')}]`
    if (!parent.enfants.includes(texte)) parent.enfants.push(texte)
  }
  for (const [, fin, nom, attributs] of html
    .replace(/<!--.*?-->/gs, '')
    .matchAll(/<(\/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g)) {
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

function decrire(attributs: string): string {
  return [...attributs.matchAll(/([^\s=>/]+)(?:="([^"]*)")?/g)]
    .flatMap(([, nom, valeur]) =>
      LUS.has(nom!) ? [`${nom}=${valeur ?? ''}`] : nom!.startsWith('aria-') ? [nom!] : [],
    )
    .sort()
    .map((trait) => ` ${trait}`)
    .join('')
}
