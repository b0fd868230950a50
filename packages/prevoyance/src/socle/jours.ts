/** A day of the Gregorian calendar, 'AAAA-MM-JJ', Europe/Paris. Two of them compare as texts. */
export type Jour = string

const LONGUEURS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FORME = /^(\d{4})-(\d{2})-(\d{2})$/

const bissextile = (annee: number): boolean => (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0

/** Number of days of a month (1 to 12). */
export const joursDuMois = (annee: number, mois: number): number =>
  mois === 2 && bissextile(annee) ? 29 : (LONGUEURS[mois - 1] ?? 0)

/** Whether the three numbers name a day of the Gregorian calendar: refuses 30 February. */
export const estUnJour = (annee: number, mois: number, jour: number): boolean =>
  mois >= 1 && mois <= 12 && jour >= 1 && jour <= joursDuMois(annee, mois)

/** Whether a text is 'AAAA-MM-JJ' and names a day that exists, from 1900 to 2199: 30 February is refused. */
export function estJour(texte: string): boolean {
  const lu = FORME.exec(texte)
  if (lu === null) return false
  const [annee, mois, jour] = [Number(lu[1]), Number(lu[2]), Number(lu[3])]
  return annee >= 1900 && annee <= 2199 && estUnJour(annee, mois, jour)
}

const deux = (n: number): string => String(n).padStart(2, '0')
/** 'AAAA-MM-JJ' for three numbers that name a day. */
export const isoDe = (annee: number, mois: number, jour: number): Jour =>
  `${String(annee).padStart(4, '0')}-${deux(mois)}-${deux(jour)}`

/** Rank of a day, 0 being 1970-01-01: two ranks subtract as days. @param jour a day that exists (`estJour`) */
export function rangDuJour(jour: Jour): number {
  // Days from civil, counted from 1 March so that the leap day ends the year.
  const mois = Number(jour.slice(5, 7))
  const annee = Number(jour.slice(0, 4)) - (mois <= 2 ? 1 : 0)
  const siecle = Math.floor(annee / 400)
  const dansSiecle = annee - siecle * 400
  const depuisMars = Math.floor((153 * (mois + (mois > 2 ? -3 : 9)) + 2) / 5) + Number(jour.slice(8, 10)) - 1
  return (
    siecle * 146_097 +
    dansSiecle * 365 +
    Math.floor(dansSiecle / 4) -
    Math.floor(dansSiecle / 100) +
    depuisMars -
    719_468
  )
}

/** The day of a rank: inverse of `rangDuJour`. */
export function jourDuRang(rang: number): Jour {
  const z = rang + 719_468
  const siecle = Math.floor(z / 146_097)
  const reste = z - siecle * 146_097
  const an = Math.floor(
    (reste - Math.floor(reste / 1_460) + Math.floor(reste / 36_524) - Math.floor(reste / 146_096)) / 365,
  )
  const depuisMars = reste - (365 * an + Math.floor(an / 4) - Math.floor(an / 100))
  const rangMois = Math.floor((5 * depuisMars + 2) / 153)
  const mois = rangMois < 10 ? rangMois + 3 : rangMois - 9
  return isoDe(
    an + siecle * 400 + (mois <= 2 ? 1 : 0),
    mois,
    depuisMars - Math.floor((153 * rangMois + 2) / 5) + 1,
  )
}

/** `nombre` calendar days later (earlier when negative). */
export const plusJours = (jour: Jour, nombre: number): Jour => jourDuRang(rangDuJour(jour) + nombre)

/** Same date `nombre` months later (earlier when negative); the last day of the month when it does not exist there. */
export function plusMois(jour: Jour, nombre: number): Jour {
  const total = Number(jour.slice(0, 4)) * 12 + Number(jour.slice(5, 7)) - 1 + nombre
  const annee = Math.floor(total / 12)
  const mois = total - annee * 12 + 1
  return isoDe(annee, mois, Math.min(Number(jour.slice(8, 10)), joursDuMois(annee, mois)))
}

/** Same date `nombre` years later (earlier when negative); 29 February becomes 28 February in a common year. */
export const plusAnnees = (jour: Jour, nombre: number): Jour => plusMois(jour, nombre * 12)

/** Calendar days from `debut` to `fin`, both included; negative or zero when `fin` is before. */
export const joursInclus = (debut: Jour, fin: Jour): number => rangDuJour(fin) - rangDuJour(debut) + 1

/**
 * Last day of a period of `mois` months that begins on `debut`, date to date: 2026-01-05 + 12 months → 2027-01-04. When the
 * month of arrival has no such date, its last day is the last of the period: 2024-02-29 + 12 months → 2025-02-28.
 */
export function finDePeriode(debut: Jour, mois: number): Jour {
  const arrivee = plusMois(debut, mois)
  return arrivee.slice(8) === debut.slice(8) ? plusJours(arrivee, -1) : arrivee
}

/** The earlier and the later of two days. */
export const premierDes = (a: Jour, b: Jour): Jour => (a <= b ? a : b)
export const dernierDes = (a: Jour, b: Jour): Jour => (a >= b ? a : b)

/** First and last day of the month of a day. */
export const debutDuMois = (jour: Jour): Jour => `${jour.slice(0, 8)}01`
export const finDuMois = (jour: Jour): Jour =>
  `${jour.slice(0, 8)}${deux(joursDuMois(Number(jour.slice(0, 4)), Number(jour.slice(5, 7))))}`

/**
 * Cuts one month of pay, always 30 thirtieths, between runs of calendar days: a day is one thirtieth whatever the length of
 * the month, and the longest run (the first of the longest) bears the difference. Source: BIP, fiche ANNMED.
 * @param jours calendar days of each run; together they are the whole month (28 to 31)
 * @returns thirtieths of each run, of sum 30
 * @example trentiemes([1, 30]) // [1, 29] · trentiemes([28]) // [30]
 */
export function trentiemes(jours: readonly number[]): number[] {
  const ecart = 30 - jours.reduce((somme, n) => somme + n, 0)
  const long = jours.indexOf(Math.max(...jours))
  return jours.map((n, i) => (i === long ? n + ecart : n))
}

/** « 05/01/2026 », for a sentence. */
export const direJour = (jour: Jour): string => `${jour.slice(8, 10)}/${jour.slice(5, 7)}/${jour.slice(0, 4)}`
