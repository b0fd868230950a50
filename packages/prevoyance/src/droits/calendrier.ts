import { type Jour, jourDuRang, plusAnnees, rangDuJour } from '../socle/index.ts'

/** Rank of the first day of the moving window that ends on day `rang`: same date `annees` earlier, plus one day. */
export const debutFenetre = (rang: number, annees: number): number =>
  rangDuJour(plusAnnees(jourDuRang(rang), -annees)) + 1

/**
 * Rank of the first day after `annees` years counted date to date from day `rang`: 365 or 366 days a year. Years begun on a
 * 29 February end on 28 February, so that the window of that day still holds the whole year.
 */
export function anniversaire(rang: number, annees: number): number {
  const depart = jourDuRang(rang)
  const arrivee: Jour = plusAnnees(depart, annees)
  return rangDuJour(arrivee) + (depart.slice(5) === arrivee.slice(5) ? 0 : 1)
}

/** A sorted list of days from which the oldest are forgotten as the window moves. */
export interface Compteur {
  readonly noter: (rang: number) => void
  /** Number of days noted from `depuis` on; earlier ones are forgotten. */
  readonly nombreDepuis: (depuis: number) => number
  /** The oldest day still counted. */
  readonly premier: () => number | undefined
  readonly vider: () => void
}

/** Starts a counter; days must be noted in increasing order. */
export function creerCompteur(): Compteur {
  let rangs: number[] = []
  let tete = 0
  return {
    noter: (rang) => {
      rangs.push(rang)
    },
    nombreDepuis: (depuis) => {
      while (tete < rangs.length && rangs[tete]! < depuis) tete++
      return rangs.length - tete
    },
    premier: () => rangs[tete],
    vider: () => {
      rangs = []
      tete = 0
    },
  }
}
