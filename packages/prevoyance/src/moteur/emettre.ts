import { HorsGrammaire, type Noeud } from './grammaire.ts'

const PRIORITE = {
  '&&': 1,
  '===': 2,
  '!==': 2,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
} as const

/** Names `R` reciprocals by the divisor, so that each is computed once per call of the kernel. */
export type Inverse = (diviseur: number) => string

/**
 * The JavaScript of an expression, `R` inlined as (a + ⌊b/2⌋ + 0.5) × (1/b), rounded down.
 * @param nommer text of a name: a local, or a field
 * @param inverse text of the reciprocal of a literal divisor
 */
export function emettreJs(
  noeud: Noeud,
  nommer: (nom: string) => string,
  inverse: Inverse,
  parent = 0,
): string {
  const dire = (n: Noeud, p = 0): string => emettreJs(n, nommer, inverse, p)
  switch (noeud.genre) {
    case 'nombre':
      return String(noeud.valeur)
    case 'nom':
      return nommer(noeud.nom)
    case 'calcul': {
      const rang = PRIORITE[noeud.signe]
      const texte = `${dire(noeud.gauche, rang)} ${noeud.signe} ${dire(noeud.droite, rang + 1)}`
      return rang < parent ? `(${texte})` : texte
    }
    case 'choix': {
      const texte = `${dire(noeud.si, 1)} ? ${dire(noeud.alors)} : ${dire(noeud.sinon)}`
      return parent > 0 ? `(${texte})` : texte
    }
    case 'appel': {
      const [a, b] = noeud.arguments
      if (noeud.fonction !== 'R')
        return `Math.${noeud.fonction}(${noeud.arguments.map((n) => dire(n)).join(', ')})`
      if (b!.genre === 'nombre')
        return `Math.floor((${dire(a!, 4)} + ${Math.floor(b!.valeur / 2) + 0.5}) * ${inverse(b!.valeur)})`
      return `R(${dire(a!)}, ${dire(b!)})`
    }
  }
}

/** An expression in French, as a template literal whose holes are the shown values, and the scale of what it shows. */
interface Dit {
  readonly texte: string
  /** Null for a bare number, that takes the scale of its neighbour. */
  readonly echelle: number | null
  readonly rang: number
}

const SIGNES: Readonly<Record<string, string>> = {
  '*': '×',
  '-': '−',
  '===': '=',
  '!==': '≠',
  '<=': '≤',
  '>=': '≥',
  '&&': 'et',
}

/**
 * The text of a TypeScript function body that says a formula with its numbers: a template literal, with a ternary where the
 * rule chooses (only the branch taken is said). Checks the dimensions on the way: no amount is added to a rate, no rounding
 * forgets a divisor.
 * @param echelle scale of a name (see `echelleDe`)
 * @throws HorsGrammaire when dimensions do not fit
 */
export function emettreFormule(
  corps: Noeud,
  echelle: (nom: string) => number,
  condition: (noeud: Noeud) => string,
): { readonly code: string; readonly echelle: number | null } {
  const paire = (a: Dit, b: Dit): number | null => {
    if (a.echelle !== null && b.echelle !== null && a.echelle !== b.echelle)
      throw new HorsGrammaire(`dimensions differ: ${a.texte} (${a.echelle}) and ${b.texte} (${b.echelle})`)
    return a.echelle ?? b.echelle
  }
  const entre = (dit: Dit, rang: number): string => (dit.rang < rang ? `(${dit.texte})` : dit.texte)
  const nombre = (valeur: number): string => String(valeur).replace('.', ',')
  const dire = (noeud: Noeud): Dit => {
    switch (noeud.genre) {
      case 'nombre':
        return { texte: nombre(noeud.valeur), echelle: null, rang: 9 }
      case 'nom':
        return { texte: `\${d.${noeud.nom}}`, echelle: echelle(noeud.nom), rang: 9 }
      case 'calcul': {
        const [a, b, rang] = [dire(noeud.gauche), dire(noeud.droite), PRIORITE[noeud.signe]]
        const produit = noeud.signe === '*'
        const commune = produit ? (a.echelle ?? 1) * (b.echelle ?? 1) : paire(a, b)
        const texte = `${entre(a, rang)} ${SIGNES[noeud.signe] ?? noeud.signe} ${entre(b, rang + 1)}`
        return { texte, echelle: produit && a.echelle === null && b.echelle === null ? null : commune, rang }
      }
      case 'choix': {
        const [a, b] = [dire(noeud.alors), dire(noeud.sinon)]
        const texte = `\${${condition(noeud.si)} ? \`${a.texte}\` : \`${b.texte}\`}`
        return { texte, echelle: paire(a, b), rang: Math.min(a.rang, b.rang) }
      }
      case 'appel':
        return noeud.fonction === 'R'
          ? direArrondi(noeud.arguments[0]!, noeud.arguments[1]!)
          : direAppel(noeud)
    }
  }
  const direAppel = (noeud: Extract<Noeud, { genre: 'appel' }>): Dit => {
    const dits = noeud.arguments.map(dire)
    const texte = `${noeud.fonction}(${dits.map((d) => d.texte).join(' ; ')})`
    return { texte, echelle: dits.length === 2 ? paire(dits[0]!, dits[1]!) : dits[0]!.echelle, rang: 9 }
  }
  const direArrondi = (a: Noeud, b: Noeud): Dit => {
    const haut = dire(a)
    // What is rounded is a number of cents: the divisor that is shown is what remains once the scales are taken away.
    if (b.genre !== 'nombre')
      return { texte: `${entre(haut, 5)} ÷ ${entre(dire(b), 6)}`, echelle: 100, rang: 5 }
    const diviseur = (b.valeur * 100) / (haut.echelle ?? 1)
    if (!Number.isInteger(diviseur) || diviseur < 1)
      throw new HorsGrammaire(`R(${haut.texte}, ${b.valeur}) does not give cents`)
    return diviseur === 1
      ? { ...haut, echelle: 100 }
      : { texte: `${entre(haut, 5)} ÷ ${nombre(diviseur)}`, echelle: 100, rang: 5 }
  }
  const dit = dire(corps)
  return { code: `\`${dit.texte}\``, echelle: dit.echelle }
}
