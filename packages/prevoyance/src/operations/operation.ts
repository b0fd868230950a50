import type { Json } from './json.ts'
import type { Lecteur } from './lecture.ts'

/** How sure a rule is: C read in a text or a fiche citing it, S one secondary source, R to be checked on the text, D derived, ? open. */
export type Confiance = 'C' | 'S' | 'R' | 'D' | '?'

/** A value of an answer; amounts are euros, rates per cent (see `enEuros`, `enPourcent`). */
export type Valeur =
  | null
  | boolean
  | number
  | string
  | readonly Valeur[]
  | { readonly [champ: string]: Valeur | undefined }

/** One step of the explained path, in French: which rule, what it reads, the formula with its numbers, its result, its source. */
export interface LigneExplication {
  readonly regle: string
  readonly libelle: string
  readonly formule: string
  readonly valeurs: Readonly<Record<string, Valeur>>
  readonly resultat: Valeur
  readonly source: string
  /** Present when the rule is not confirmed: the sentence that says so. */
  readonly reserve?: string
}

/** What an operation answers. */
export interface Resultat {
  readonly sortie: Readonly<Record<string, Valeur>>
  readonly explication: readonly LigneExplication[]
}

/** One operation of the contract: its name, and how it turns an unread input into an answer. */
export interface Operation {
  readonly nom: string
  /** One line of French for the help. */
  readonly libelle: string
  /** @throws EntreeRefusee when the input cannot be taken */
  readonly executer: (entree: Json | undefined, chemin: string) => Resultat
}

/**
 * Declares an operation: the reader validates, the function computes on typed values. One file per operation, in this folder;
 * to add one, write its file and one line in `index.ts`.
 * @param nom as in the contract
 * @param lire reads `entree`, as a constant of its own (`const entree = objet({…})`); refuses what cannot be computed
 * @param calculer pure; must answer every input that `lire` lets through
 */
export const operation = <E>(definition: {
  readonly nom: string
  readonly libelle: string
  readonly lire: Lecteur<E>
  readonly calculer: (entree: NoInfer<E>) => Resultat
}): Operation => ({
  nom: definition.nom,
  libelle: definition.libelle,
  executer: (entree, chemin) => definition.calculer(definition.lire(entree, chemin)),
})

/** Euros of an answer from integer cents: the number whose shortest decimal writing is the exact amount. */
export const enEuros = (centimes: number): number => Number(decimalDe(centimes, 2))

/** Per cent of an answer from an integer number of 10^-decimales per cent. */
export const enPourcent = (valeur: number, decimales: number): number => Number(decimalDe(valeur, decimales))

/** Decimal text of an integer counted in units of 10^-decimales. */
export function decimalDe(valeur: number, decimales: number): string {
  const chiffres = String(Math.abs(valeur)).padStart(decimales + 1, '0')
  const coupe = chiffres.length - decimales
  return `${valeur < 0 ? '-' : ''}${chiffres.slice(0, coupe)}.${chiffres.slice(coupe)}`
}

const PHRASES: Readonly<Record<Exclude<Confiance, 'C'>, string>> = {
  S: 'Règle non confirmée : lue dans une seule source secondaire.',
  R: 'Règle non confirmée : à vérifier sur le texte officiel.',
  D: 'Règle déduite : aucun texte ne la fixe.',
  '?': 'Règle non confirmée : les textes connus ne tranchent pas.',
}

/** The sentence that tells an unconfirmed rule, for `reserve`; none for a confirmed one. */
export const reserveDe = (confiance: Confiance): { readonly reserve?: string } =>
  confiance === 'C' ? {} : { reserve: PHRASES[confiance] }
