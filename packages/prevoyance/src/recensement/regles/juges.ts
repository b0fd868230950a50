import type { Valeurs } from '../champs.ts'
import { parametresAu } from '../parametres.ts'
import type { NomColonne } from '../types.ts'
import { REGLES_D_AVERTISSEMENT } from './regles-d-avertissement.ts'
import { REGLES_DE_REFUS } from './regles-de-refus.ts'

/** What a rule says of some values; several of them are joined by « or ». */
export const VERDICT = { PROPRE: 0, REFUSE: 1, AVERTI: 2 } as const

/** A rule for a reader that works column by column: the same values always have the same verdict, so each different set is judged once. */
export interface Juge {
  /** The only columns that `verdict` looks at. */
  readonly colonnes: readonly NomColonne[]
  /** One of `VERDICT`. */
  readonly verdict: (valeurs: Valeurs) => number
}

/**
 * Every rule of a census taken that day, those of `verifierLigne`.
 * @param date census date, 'AAAA-MM-JJ', Europe/Paris
 * @throws RangeError when the legal constants of that day are not known
 */
export function jugesAu(date: string): readonly Juge[] {
  const contexte = { date, parametres: parametresAu(date) }
  return [
    ...REGLES_DE_REFUS.map(({ lit, decide }) => ({
      colonnes: lit,
      verdict: (v: Valeurs) => (decide(v, contexte) === null ? VERDICT.PROPRE : VERDICT.REFUSE),
    })),
    ...REGLES_D_AVERTISSEMENT.map(({ lit, decide }) => ({
      colonnes: lit,
      verdict: (v: Valeurs) => (decide(v, contexte) === null ? VERDICT.PROPRE : VERDICT.AVERTI),
    })),
  ]
}
