/**
 * Maintenance tables of the BCAC 2013 (group income protection, private sector), at the points read: they are the tables by which
 * reserves are computed when an insurer has no certified table of its own. Between points, logarithms are interpolated.
 */
const AGES = [25, 35, 45, 50, 55, 60] as const
const MOIS_INCAPACITE = [0, 1, 3, 6, 12, 24, 36] as const
const ANNEES_INVALIDITE = [0, 1, 3, 5, 10] as const

/** Still in incapacity, of 10 000 entrants, at the months above. */
const INCAPACITE = [
  [10_000, 5_273, 2_456, 1_198, 452, 146, 33],
  [10_000, 5_629, 2_844, 1_541, 668, 236, 55],
  [10_000, 5_666, 2_931, 1_746, 901, 348, 81],
  [10_000, 6_097, 3_409, 2_150, 1_212, 491, 124],
  [10_000, 6_690, 4_117, 2_780, 1_694, 649, 146],
  [10_000, 6_777, 4_187, 2_799, 1_618, 689, 247],
] as const
/** Entries in invalidity over 36 months, of 10 000 entrants. */
const PASSAGE = [43, 180, 426, 587, 771, 980] as const
/** Still in invalidity at the years above; at 60 the last point was not read. */
const INVALIDITE = [
  [1, 0.956, 0.905, 0.878, 0.844],
  [1, 0.969, 0.926, 0.901, 0.87],
  [1, 0.972, 0.93, 0.902, 0.851],
  [1, 0.971, 0.919, 0.877, 0.791],
  [1, 0.965, 0.903, 0.849, 0.721],
  [1, 0.955, 0.875, 0.805, 0.65],
] as const

/** Value at x of points in order, on a logarithmic scale; extended by the last slope. */
function interpoler(x: number, xs: readonly number[], ys: readonly number[]): number {
  let i = xs.findIndex((borne) => borne > x)
  if (i < 0) i = xs.length - 1
  const [x0, x1] = [xs[i - 1]!, xs[i]!]
  const [y0, y1] = [Math.log(ys[i - 1]!), Math.log(ys[i]!)]
  return Math.exp(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0))
}

const ligneDe = (age: number): number =>
  AGES.reduce<number>(
    (meilleure, a, i) => (Math.abs(a - age) < Math.abs(AGES[meilleure]! - age) ? i : meilleure),
    0,
  )

/** Share of the entrants still in incapacity after this many months. */
const enIncapacite = (age: number, mois: number): number =>
  interpoler(mois, MOIS_INCAPACITE, INCAPACITE[ligneDe(age)]!) / 10_000

/** Share of the rentes still paid after this many months. */
const enInvalidite = (age: number, mois: number): number =>
  Math.min(1, interpoler(mois / 12, ANNEES_INVALIDITE, INVALIDITE[ligneDe(age)]!))

/** Months of rente, discounted, that a rente begun `deja` months ago will still pay until the legal age. */
export function moisDeRente(age: number, deja: number, ageLegal: number, taux: number): number {
  const entree = age - deja / 12
  const depart = enInvalidite(entree, deja)
  const actualisation = (1 + taux) ** (-1 / 12)
  let [somme, facteur] = [0, 1]
  for (let m = 0; m < (ageLegal - age) * 12; m++) {
    somme += (facteur * enInvalidite(entree, deja + m)) / depart
    facteur *= actualisation
  }
  return somme
}

/** Months of half pay, discounted, still expected of a leave begun `deja` months ago, half paid from one month to another. */
export function moisDeDemi(age: number, deja: number, de: number, a: number, taux: number): number {
  const depart = enIncapacite(age, deja)
  const actualisation = (1 + taux) ** (-1 / 12)
  let somme = 0
  for (let m = Math.max(deja, de); m < a; m++)
    somme += (actualisation ** (m - deja) * enIncapacite(age, m)) / depart
  return somme
}

/** Chance that a leave begun `deja` months ago ends in invalidity: passages spread evenly over the 36 months (our choice). */
export const chanceDInvalidite = (age: number, deja: number): number =>
  deja >= 36
    ? 0
    : Math.min(1, ((PASSAGE[ligneDe(age)]! / 10_000) * (1 - deja / 36)) / enIncapacite(age, deja))
