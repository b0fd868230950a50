import { arrondi } from '../socle/centimes.ts'
import type { Confiance, Regle, Unite } from '../socle/regle.ts'

/**
 * A point rule: one value of one agent, as a pure arrow function whose parameter names are the names of other rules, of
 * inputs or of dated parameters. Its body is one expression of a small grammar: + − *, comparisons, &&, the ternary, min, max,
 * ceil, R(a, b) (the rounding of the engine: a / b to the nearest, half up) and numbers. From its text the generator writes
 * the explained path and the mass kernel (`scripts/generer.ts`); what the grammar refuses does not build.
 */
export interface ReglePoint extends Regle {
  readonly calcul: (...valeurs: number[]) => number
  /** Names of the template replaced by those of this instance. */
  readonly noms: Readonly<Record<string, string>>
}

/** What must be said of a point rule; `du` defaults to the start of the engine's domain, `confiance` to C. */
export interface Carte {
  readonly id: string
  readonly libelle: string
  readonly reference: string
  readonly unite?: Unite
  readonly du?: string
  readonly au?: string
  readonly arrondi?: string
  readonly confiance?: Confiance
}

const DEBUT = '2022-01-01'

/** Declares a point rule. Amounts are integer cents, rates integer thousandths of one per cent. */
export const point = (carte: Carte, calcul: (...valeurs: number[]) => number): ReglePoint => ({
  id: carte.id,
  libelle: carte.libelle,
  reference: carte.reference,
  unite: carte.unite ?? 'centimes',
  du: carte.du ?? DEBUT,
  au: carte.au ?? null,
  arrondi: carte.arrondi ?? null,
  confiance: carte.confiance ?? 'C',
  calcul,
  noms: {},
})

/**
 * An instance of a template: the same rules on other names.
 * @param noms names replaced, of rules and of what they read; the others are kept
 * @param precision added to the labels, in French
 */
export const instancier = (
  modele: readonly ReglePoint[],
  noms: Readonly<Record<string, string>>,
  precision: string,
): readonly ReglePoint[] =>
  modele.map((regle) => ({
    ...regle,
    id: noms[regle.id] ?? regle.id,
    libelle: `${regle.libelle}, ${precision}`,
    noms: { ...regle.noms, ...noms },
  }))

/** Where the mass kernel reads an input: once per agent, per option of guarantees, or per bid on that option. */
export type Niveau = 'agent' | 'option' | 'offre'

/** What is given, not computed: a column of the census, a guarantee of an option, a rate of a bid. */
export interface EntreePoint {
  readonly id: string
  readonly libelle: string
  readonly unite: Unite
  readonly niveau: Niveau
  /** Value when nothing is given; none: asking for a rule that needs it is an error. */
  readonly defaut?: number
}

// The vocabulary of the grammar: plain functions here, inlined by the generator.
export const R = arrondi
export const min = Math.min
export const max = Math.max
export const ceil = Math.ceil
