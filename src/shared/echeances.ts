import { ajouterJours, ajouterMois, type Jour } from './dates.ts'

/** When an agreement ends, and how it is carried on when nobody speaks. */
export type Terme = {
  /** Last day of the first period; null: no term. */
  readonly au: Jour | null
  /** Months added by each tacit renewal; null: it ends at its term. */
  readonly renouvellementMois: number | null
  /** Most tacit renewals allowed; null: no limit. */
  readonly renouvellementsMax: number | null
}

export type TermeCourant = {
  /** Last day of the period under way on the day asked; the last one of all when it is over. */
  readonly fin: Jour
  /** Tacit renewals already made by that day. */
  readonly renouvellements: number
  /** True when the period is followed by another one if nobody denounces. */
  readonly reconductible: boolean
}

/** Last day of the period that follows the first term by `mois`: months are added to its morrow, so that the end of a month stays one. */
const finApres = (au: Jour, mois: number): Jour => ajouterJours(ajouterMois(ajouterJours(au, 1), mois), -1)

/**
 * The period under way on a day. Periods are counted from the first term, so that a 29 February comes back on leap years instead of
 * drifting. Null without a term.
 * @param jour the day in Paris
 */
export function termeCourant(
  { au, renouvellementMois, renouvellementsMax }: Terme,
  jour: Jour,
): TermeCourant | null {
  if (au === null) return null
  if (renouvellementMois === null) return { fin: au, renouvellements: 0, reconductible: false }
  const max = renouvellementsMax ?? Number.POSITIVE_INFINITY
  let renouvellements = 0
  while (renouvellements < max && finApres(au, renouvellements * renouvellementMois) < jour) renouvellements++
  return {
    fin: finApres(au, renouvellements * renouvellementMois),
    renouvellements,
    reconductible: renouvellements < max,
  }
}

/** The last day on which notice may be given for an agreement that ends on `fin`: months date to date, the month's last day when it is shorter. */
export const limiteDePreavis = (fin: Jour, preavisMois: number): Jour => ajouterMois(fin, -preavisMois)
