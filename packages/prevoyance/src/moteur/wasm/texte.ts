/** An expression of a text that is compiled. */
export type Expr =
  | { readonly genre: 'nombre'; readonly valeur: number }
  | { readonly genre: 'nom'; readonly nom: string }
  | { readonly genre: 'case'; readonly tableau: string; readonly rang: Expr }
  | { readonly genre: 'unaire'; readonly signe: '-' | '!'; readonly sur: Expr }
  | { readonly genre: 'binaire'; readonly signe: string; readonly gauche: Expr; readonly droite: Expr }
  | { readonly genre: 'choix'; readonly si: Expr; readonly alors: Expr; readonly sinon: Expr }
  | { readonly genre: 'appel'; readonly nom: string; readonly arguments: readonly Expr[] }

/** A statement. */
export type Enonce =
  | { readonly genre: 'declarer'; readonly nom: string; readonly type: string | null; readonly valeur: Expr }
  | {
      readonly genre: 'poser'
      readonly cible: Expr & { genre: 'nom' | 'case' }
      readonly signe: string
      readonly valeur: Expr
    }
  | { readonly genre: 'si'; readonly si: Expr; readonly alors: Enonce; readonly sinon: Enonce | null }
  | {
      readonly genre: 'boucle'
      readonly avant: Enonce | null
      readonly tant: Expr | null
      readonly apres: Enonce | null
      readonly corps: Enonce
    }
  | { readonly genre: 'bloc'; readonly corps: readonly Enonce[] }
  | { readonly genre: 'sortir' | 'continuer' | 'rien' }
  | { readonly genre: 'rendre'; readonly valeur: Expr }
  | { readonly genre: 'appeler'; readonly appel: Expr & { genre: 'appel' } }

/** A function of the text: names and types of its parameters. */
export interface FonctionLue {
  readonly nom: string
  readonly parametres: readonly (readonly [nom: string, type: string])[]
  readonly rend: string
  readonly corps: Enonce
}

/** A text that goes out of the subset that is compiled. */
export class HorsTexte extends Error {}

/** From the loosest to the tightest. */
const PRIORITES = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['===', '!=='],
  ['<', '<=', '>', '>='],
  ['<<', '>>', '>>>'],
  ['+', '-'],
  ['*', '/'],
]
const JETON =
  /\s*(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/|(0x[\da-f_]+|\d[\d_]*(?:\.\d+)?)|([A-Za-z_$][\w$]*)|('[^']*')|(>>>=|===|!==|>>>|\|\||&&|\+\+|--|[-+*/|&]=|<=|>=|<<|>>|=>|[-+*/<>=!?:(),;{}[\]&|^.]))/gy
const POSES = ['=', '+=', '-=', '|=']

/**
 * Reads the functions of a TypeScript module written in the subset that is compiled: whole numbers and float64, typed arrays of one memory, loops
 * and choices. Imports are skipped: constants are given apart.
 * @throws HorsTexte with what was met
 */
export function lireTexte(texte: string): readonly FonctionLue[] {
  const jetons = [...texte.matchAll(JETON)]
    .map((j) => j[1] ?? j[2] ?? j[3] ?? j[4])
    .filter((j) => j !== undefined)
  const fin = [...texte.matchAll(JETON)].at(-1)
  if (fin !== undefined && texte.slice(fin.index + fin[0].length).trim() !== '')
    throw new HorsTexte(
      `outside the subset: ${texte
        .slice(fin.index + fin[0].length)
        .trim()
        .slice(0, 40)}`,
    )
  const lecteur = new Lecteur(jetons)
  const fonctions: FonctionLue[] = []
  while (!lecteur.fini()) {
    if (lecteur.voir() === 'import') lecteur.passerImport()
    else fonctions.push(lecteur.fonction())
  }
  return fonctions
}

class Lecteur {
  readonly #jetons: readonly string[]
  #i = 0
  constructor(jetons: readonly string[]) {
    this.#jetons = jetons
  }

  fini = (): boolean => this.#i >= this.#jetons.length
  voir = (plus = 0): string => this.#jetons[this.#i + plus] ?? ''
  #prendre(): string {
    return this.#jetons[this.#i++] ?? ''
  }
  #attendre(jeton: string): void {
    const vu = this.#prendre()
    if (vu !== jeton) throw new HorsTexte(`« ${jeton} » expected, « ${vu} » found after ${this.#avant()}`)
  }
  #si(jeton: string): boolean {
    if (this.voir() !== jeton) return false
    this.#i++
    return true
  }
  #avant = (): string => this.#jetons.slice(Math.max(0, this.#i - 9), this.#i).join(' ')

  passerImport(): void {
    while (!this.#prendre().startsWith("'")) if (this.fini()) throw new HorsTexte('import without an end')
  }

  fonction(): FonctionLue {
    this.#si('export')
    this.#attendre('function')
    const nom = this.#prendre()
    this.#attendre('(')
    const parametres: [string, string][] = []
    while (!this.#si(')')) {
      const parametre = this.#prendre()
      this.#attendre(':')
      parametres.push([parametre, this.#prendre()])
      this.#si(',')
    }
    this.#attendre(':')
    const rend = this.#prendre()
    return { nom, parametres, rend, corps: this.#enonce() }
  }

  #enonce(): Enonce {
    const jeton = this.voir()
    if (this.#si('{')) {
      const corps: Enonce[] = []
      while (!this.#si('}')) corps.push(this.#enonce())
      return { genre: 'bloc', corps }
    }
    if (jeton === 'const' || jeton === 'let') return this.#declarer()
    if (this.#si('if')) {
      const si = this.#entreParentheses()
      const alors = this.#enonce()
      return { genre: 'si', si, alors, sinon: this.#si('else') ? this.#enonce() : null }
    }
    if (this.#si('while'))
      return {
        genre: 'boucle',
        avant: null,
        tant: this.#entreParentheses(),
        apres: null,
        corps: this.#enonce(),
      }
    if (this.#si('for')) return this.#pour()
    if (this.#si('break')) return { genre: 'sortir' }
    if (this.#si('continue')) return { genre: 'continuer' }
    if (this.#si('return')) return { genre: 'rendre', valeur: this.#expression() }
    return this.#poser()
  }

  #pour(): Enonce {
    this.#attendre('(')
    const avant = this.voir() === ';' ? null : this.#enonce()
    this.#attendre(';')
    const tant = this.voir() === ';' ? null : this.#expression()
    this.#attendre(';')
    const apres = this.voir() === ')' ? null : this.#poser()
    this.#attendre(')')
    return { genre: 'boucle', avant, tant, apres, corps: this.#enonce() }
  }

  /** `const { a, b } = m` names arrays of the memory: nothing to do, they are known by their names. */
  #declarer(): Enonce {
    this.#prendre()
    if (this.#si('{')) {
      while (!this.#si('}')) this.#prendre()
      this.#attendre('=')
      this.#prendre()
      return { genre: 'rien' }
    }
    const nom = this.#prendre()
    const type = this.#si(':') ? this.#prendre() : null
    this.#attendre('=')
    return { genre: 'declarer', nom, type, valeur: this.#expression() }
  }

  #poser(): Enonce {
    const cible = this.#atome()
    if (cible.genre === 'appel') return { genre: 'appeler', appel: cible }
    if (cible.genre !== 'nom' && cible.genre !== 'case')
      throw new HorsTexte(`a place expected: ${this.#avant()}`)
    const signe = this.#prendre()
    if (signe === '++') return { genre: 'poser', cible, signe: '+=', valeur: { genre: 'nombre', valeur: 1 } }
    if (!POSES.includes(signe)) throw new HorsTexte(`« ${signe} » after ${this.#avant()}`)
    return { genre: 'poser', cible, signe, valeur: this.#expression() }
  }

  #entreParentheses(): Expr {
    this.#attendre('(')
    const dedans = this.#expression()
    this.#attendre(')')
    return dedans
  }

  #expression(): Expr {
    const si = this.#binaire(0)
    if (!this.#si('?')) return si
    const alors = this.#expression()
    this.#attendre(':')
    return { genre: 'choix', si, alors, sinon: this.#expression() }
  }

  #binaire(rang: number): Expr {
    const signes = PRIORITES[rang]
    if (signes === undefined) return this.#unaire()
    let gauche = this.#binaire(rang + 1)
    while (signes.includes(this.voir())) {
      const signe = this.#prendre()
      gauche = { genre: 'binaire', signe, gauche, droite: this.#binaire(rang + 1) }
    }
    return gauche
  }

  #unaire(): Expr {
    if (this.#si('-')) return { genre: 'unaire', signe: '-', sur: this.#unaire() }
    if (this.#si('!')) return { genre: 'unaire', signe: '!', sur: this.#unaire() }
    return this.#atome()
  }

  #atome(): Expr {
    if (this.voir() === '(') return this.#entreParentheses()
    const jeton = this.#prendre()
    if (/^\d/.test(jeton)) return { genre: 'nombre', valeur: Number(jeton.replaceAll('_', '')) }
    if (!/^[A-Za-z_$]/.test(jeton)) throw new HorsTexte(`unexpected « ${jeton} » after ${this.#avant()}`)
    let nom = jeton
    while (this.#si('.')) nom += `.${this.#prendre()}`
    if (this.#si('(')) {
      const donnes: Expr[] = []
      while (!this.#si(')')) {
        donnes.push(this.#expression())
        this.#si(',')
      }
      return { genre: 'appel', nom, arguments: donnes }
    }
    if (!this.#si('[')) return { genre: 'nom', nom }
    const rang = this.#expression()
    this.#attendre(']')
    // A non-null assertion says nothing to compile.
    this.#si('!')
    return { genre: 'case', tableau: nom, rang }
  }
}
