import type { Pas } from '../socle/index.ts'
import type { Json } from './json/json.ts'
import type { Lecteur } from './lecture.ts'

/** A value of an answer; amounts are euros, rates per cent (`enEuros`, `enPourcent` of the ground). */
export type Valeur =
  | null
  | boolean
  | number
  | string
  | readonly Valeur[]
  | { readonly [champ: string]: Valeur | undefined }

/** What an operation answers. */
export interface Resultat {
  readonly sortie: Readonly<Record<string, Valeur>>
  /** The explained path, made with `pas` of the ground. */
  readonly explication: readonly Pas[]
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
 * Declares an operation: the reader validates, the function computes on typed values. One file per operation, in the
 * folder of what it speaks of; to add one, write its file and one line in `liste.ts`.
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
