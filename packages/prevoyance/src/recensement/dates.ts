const JOURS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const bissextile = (annee: number): boolean => (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0

/** Number of days of a month (1 to 12) of the Gregorian calendar. */
export const joursDuMois = (annee: number, mois: number): number =>
  mois === 2 && bissextile(annee) ? 29 : (JOURS[mois - 1] ?? 0)

/** Whether the three numbers name a day of the Gregorian calendar: refuses 30 February. */
export const estUnJour = (annee: number, mois: number, jour: number): boolean =>
  mois >= 1 && mois <= 12 && jour >= 1 && jour <= joursDuMois(annee, mois)

/** 'AAAA-MM-JJ' for three numbers that name a day. */
export const isoDe = (annee: number, mois: number, jour: number): string =>
  `${String(annee).padStart(4, '0')}-${String(mois).padStart(2, '0')}-${String(jour).padStart(2, '0')}`

/** 'JJ/MM/AAAA' for a sentence, from 'AAAA-MM-JJ'. */
export const dateFr = (iso: string): string => `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`

/**
 * Same calendar date `annees` later (earlier when negative); 29 February becomes 28 February in a common year.
 * @param iso 'AAAA-MM-JJ'
 */
export function plusAnnees(iso: string, annees: number): string {
  const annee = Number(iso.slice(0, 4)) + annees
  const mois = Number(iso.slice(5, 7))
  return isoDe(annee, mois, Math.min(Number(iso.slice(8)), joursDuMois(annee, mois)))
}
