/** A node of the grammar of point rules. */
export type Noeud =
  | { readonly genre: 'nombre'; readonly valeur: number }
  | { readonly genre: 'nom'; readonly nom: string }
  | { readonly genre: 'calcul'; readonly signe: Signe; readonly gauche: Noeud; readonly droite: Noeud }
  | { readonly genre: 'appel'; readonly fonction: Fonction; readonly arguments: readonly Noeud[] }
  | { readonly genre: 'choix'; readonly si: Noeud; readonly alors: Noeud; readonly sinon: Noeud }

export type Signe = '+' | '-' | '*' | '<' | '<=' | '>' | '>=' | '===' | '!==' | '&&'
export type Fonction = 'min' | 'max' | 'ceil' | 'R'

const ARITE: Readonly<Record<Fonction, number>> = { min: 2, max: 2, ceil: 1, R: 2 }
/** From the loosest to the tightest. */
const PRIORITES: readonly (readonly Signe[])[] = [
  ['&&'],
  ['===', '!=='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*'],
]
const JETON = /\s*(?:(\d[\d_]*(?:\.\d+)?)|([A-Za-z_$][\w$]*)|(===|!==|<=|>=|&&|[-+*<>?:(),]))/y

/** A rule whose text is outside the grammar: it must be rewritten. */
export class HorsGrammaire extends Error {}

/** A rule read from its text: what it reads, in the order of its parameters, and its expression. */
export interface RegleLue {
  readonly lit: readonly string[]
  readonly corps: Noeud
}

/**
 * Reads the text of an arrow function whose body is one expression of the grammar.
 * @param texte `fonction.toString()`, types already stripped
 * @throws HorsGrammaire with the place, when anything else is met: a statement, a division, an unknown name, an unused parameter
 */
export function lireRegle(texte: string): RegleLue {
  const fleche = /^\(([^)]*)\)\s*=>([\s\S]*)$/.exec(texte.trim())
  if (fleche === null) throw new HorsGrammaire(`not a plain arrow function: ${texte}`)
  const lit = fleche[1]!
    .split(',')
    .map((nom) => nom.trim())
    .filter((nom) => nom !== '')
  const corps = lireExpression(decouper(fleche[2]!))
  const employes = new Set(nomsDe(corps))
  for (const nom of employes)
    if (!lit.includes(nom)) throw new HorsGrammaire(`« ${nom} » is not a parameter: ${texte}`)
  for (const nom of lit) if (!employes.has(nom)) throw new HorsGrammaire(`« ${nom} » is never used: ${texte}`)
  return { lit, corps }
}

/** Every name an expression reads, with repetitions. */
export function nomsDe(noeud: Noeud): string[] {
  switch (noeud.genre) {
    case 'nombre':
      return []
    case 'nom':
      return [noeud.nom]
    case 'calcul':
      return [...nomsDe(noeud.gauche), ...nomsDe(noeud.droite)]
    case 'appel':
      return noeud.arguments.flatMap(nomsDe)
    case 'choix':
      return [...nomsDe(noeud.si), ...nomsDe(noeud.alors), ...nomsDe(noeud.sinon)]
  }
}

/** The same expression on other names. */
export function renommer(noeud: Noeud, noms: Readonly<Record<string, string>>): Noeud {
  const autre = (n: Noeud): Noeud => renommer(n, noms)
  switch (noeud.genre) {
    case 'nombre':
      return noeud
    case 'nom':
      return { genre: 'nom', nom: noms[noeud.nom] ?? noeud.nom }
    case 'calcul':
      return { ...noeud, gauche: autre(noeud.gauche), droite: autre(noeud.droite) }
    case 'appel':
      return { ...noeud, arguments: noeud.arguments.map(autre) }
    case 'choix':
      return { genre: 'choix', si: autre(noeud.si), alors: autre(noeud.alors), sinon: autre(noeud.sinon) }
  }
}

function decouper(texte: string): string[] {
  const jetons: string[] = []
  JETON.lastIndex = 0
  while (JETON.lastIndex < texte.trimEnd().length) {
    const position = JETON.lastIndex
    const jeton = JETON.exec(texte)
    if (jeton === null)
      throw new HorsGrammaire(`outside the grammar: ${texte.slice(position, position + 40)}`)
    jetons.push((jeton[1] ?? jeton[2] ?? jeton[3])!)
  }
  return jetons
}

function lireExpression(jetons: readonly string[]): Noeud {
  let i = 0
  const voir = (): string | undefined => jetons[i]
  const prendre = (attendu: string): void => {
    if (jetons[i] !== attendu)
      throw new HorsGrammaire(`« ${attendu} » expected, « ${jetons[i] ?? 'end'} » found`)
    i++
  }
  const choix = (): Noeud => {
    const si = binaire(0)
    if (voir() !== '?') return si
    prendre('?')
    const alors = choix()
    prendre(':')
    return { genre: 'choix', si, alors, sinon: choix() }
  }
  const binaire = (rang: number): Noeud => {
    const signes = PRIORITES[rang]
    if (signes === undefined) return atome()
    let gauche = binaire(rang + 1)
    for (let signe = signes.find((s) => s === voir()); signe; signe = signes.find((s) => s === voir())) {
      i++
      gauche = { genre: 'calcul', signe, gauche, droite: binaire(rang + 1) }
    }
    return gauche
  }
  const atome = (): Noeud => {
    const jeton = voir()
    i++
    if (jeton === undefined) throw new HorsGrammaire('unexpected end')
    if (jeton === '(') {
      const dedans = choix()
      prendre(')')
      return dedans
    }
    if (/^\d/.test(jeton)) return { genre: 'nombre', valeur: Number(jeton.replaceAll('_', '')) }
    if (!/^[A-Za-z]/.test(jeton)) throw new HorsGrammaire(`unexpected « ${jeton} »`)
    return voir() === '(' ? appel(jeton) : { genre: 'nom', nom: jeton }
  }
  const appel = (fonction: string): Noeud => {
    if (!Object.hasOwn(ARITE, fonction)) throw new HorsGrammaire(`unknown function « ${fonction} »`)
    prendre('(')
    const donnes: Noeud[] = [choix()]
    while (voir() === ',') {
      i++
      if (voir() !== ')') donnes.push(choix())
    }
    prendre(')')
    const attendus = ARITE[fonction as Fonction]
    if (donnes.length !== attendus) throw new HorsGrammaire(`${fonction} takes ${attendus} argument(s)`)
    return { genre: 'appel', fonction: fonction as Fonction, arguments: donnes }
  }
  const lu = choix()
  if (i < jetons.length) throw new HorsGrammaire(`unexpected « ${jetons[i]} »`)
  return lu
}
