import { type CodeAvertissement, type CodeRefus, PHRASES_AVERTISSEMENT, PHRASES_REFUS } from './phrases.ts'
import type { NomColonne } from './types.ts'

/** Why a row is refused: the column (null when the whole row is at fault), a stable code, one French sentence. */
export interface MotifRefus {
  readonly colonne: NomColonne | null
  readonly code: CodeRefus
  readonly message: string
}

/** What a person should look at in a row that is accepted as it is. */
export interface MotifAvertissement {
  readonly colonne: NomColonne
  readonly code: CodeAvertissement
  readonly message: string
}

/** A reason before it is attached to a column: the code and its sentence. */
export interface Raison<C extends string> {
  readonly code: C
  readonly message: string
}

type Arguments<F> = F extends (...args: infer A extends readonly (string | number)[]) => string ? A : never

/** Builds a refusal from its code and the values its sentence quotes. */
export function refus<C extends CodeRefus>(
  code: C,
  ...valeurs: Arguments<(typeof PHRASES_REFUS)[C]>
): Raison<CodeRefus> {
  const phrase = PHRASES_REFUS[code] as (...args: readonly (string | number)[]) => string
  return { code, message: phrase(...valeurs) }
}

/** Builds a warning from its code and the values its sentence quotes. */
export function avertissement<C extends CodeAvertissement>(
  code: C,
  ...valeurs: Arguments<(typeof PHRASES_AVERTISSEMENT)[C]>
): Raison<CodeAvertissement> {
  const phrase = PHRASES_AVERTISSEMENT[code] as (...args: readonly (string | number)[]) => string
  return { code, message: phrase(...valeurs) }
}

/** What reading one cell gives: a value, or the reason why it cannot be read. */
export type Lecture<T> =
  | { readonly ok: true; readonly valeur: T }
  | { readonly ok: false; readonly raison: Raison<CodeRefus> }

/** A cell that was read. */
export const lu = <T>(valeur: T): Lecture<T> => ({ ok: true, valeur })
/** A cell that cannot be read, and why. */
export const illisible = (raison: Raison<CodeRefus>): Lecture<never> => ({ ok: false, raison })

/**
 * A cell as a sentence may repeat it: figures and dates only, thirty characters at most. Anything else could be a name
 * or a health word that slipped into the wrong column, and is not repeated. Fifteen digits could be a social-security number.
 */
export function citer(cellule: string): string {
  if (/^(?:nan|[+-]?infinity)$/i.test(cellule)) return `« ${cellule} »`
  const chiffres = cellule.replace(/\D/g, '').length
  return /^[\d\s.,+\-/%€]{1,30}$/.test(cellule) && chiffres < 13 ? `« ${cellule} »` : 'La valeur'
}
