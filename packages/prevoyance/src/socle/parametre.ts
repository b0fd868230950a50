import type { Jour } from './jours.ts'
import { type Confiance, estEnVigueur } from './regle.ts'

/** A legal constant, with its validity and its source. */
export interface Parametre<T> {
  readonly valeur: T
  /** First day, and last day or null when no end is known. */
  readonly du: Jour
  readonly au: Jour | null
  /** Where the value was read. */
  readonly source: string
  readonly confiance: Confiance
}

/** The record in force on a day, or null. */
export const parametreAu = <T>(suite: readonly Parametre<T>[], jour: Jour): Parametre<T> | null =>
  suite.find((parametre) => estEnVigueur(parametre, jour)) ?? null

/**
 * The value in force on a day.
 * @throws RangeError in French when no value is recorded for that day
 */
export function valeurAu<T>(suite: readonly Parametre<T>[], jour: Jour, nom: string): T {
  const parametre = parametreAu(suite, jour)
  if (parametre === null) throw new RangeError(`Aucune valeur connue au ${jour} pour : ${nom}.`)
  return parametre.valeur
}
