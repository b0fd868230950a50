import { AGE_MAX, AGE_MIN, MOIS, type TablesProjection } from './tables.ts'

export const ANNEES = 6
export const AN = 365
export const HORIZON = ANNEES * AN
const AGES = AGE_MAX - AGE_MIN + 1
const UN_MOIS = AN / 12

/**
 * What a draw adds up for a lot, a year and an option: contribution base not paid (cents), benefits paid in the year, PSAP and PM
 * at its end (cents × thousandths of a month), then for the claims that began in the year: benefits paid up to the end of the
 * projection, and reserves still held at that end. Whole numbers: sums are exact, whatever their order.
 */
export const MESURES = {
  assiette: 0,
  paye: 1,
  psap: 2,
  pm: 3,
  payeSurvenance: 4,
  provisionSurvenance: 5,
} as const
export const NOMBRE_MESURES = 6

/** Where amounts are added, and what they are made of: columns agent × option in cents. */
export interface Comptes {
  readonly cellules: Float64Array
  readonly options: number
  readonly age: Uint8Array
  readonly assietteJour: Float64Array
  readonly indemnite: Float64Array
  readonly indemniteJour: Float64Array
  readonly rente: Float64Array
  readonly renteJour: Float64Array
  readonly tables: TablesProjection
}

/** Exponential of mean 1 from 32 bits, by the logarithm of a table: the same in every language. */
export function exponentielle(logarithme: Float64Array, u: number): number {
  const v = u === 0 ? 1 : u
  const zeros = Math.clz32(v)
  const mantisse = v << zeros
  const rang = (mantisse >>> 19) & 4_095
  const l0 = logarithme[rang]!
  return (zeros + 1) * Math.LN2 + (l0 + (logarithme[rang + 1]! - l0) * ((mantisse & 0x7ffff) * (1 / 524_288)))
}

/**
 * Benefits of half pay (`arret`) or rente over the days [d, f[, in the years of the projection.
 * @param ici cells of the draw and lot
 * @param survenance cells of the year in which the leave began
 */
export function ajouterPaye(
  c: Comptes,
  a: number,
  ici: number,
  survenance: number,
  d: number,
  f: number,
  arret: boolean,
): void {
  const { cellules, options, assietteJour } = c
  const jour = arret ? c.indemniteJour : c.renteJour
  const montants = a * options
  let depuis = d
  while (depuis < f && depuis < HORIZON) {
    const annee = (depuis / AN) | 0
    const bout = Math.min(f, (annee + 1) * AN)
    const jours = bout - depuis
    for (let o = 0; o < options; o++) {
      const k = ici + (annee * options + o) * NOMBRE_MESURES
      const du = jours * jour[montants + o]!
      cellules[k + MESURES.paye]! += du
      cellules[survenance + o * NOMBRE_MESURES + MESURES.payeSurvenance]! += du
      if (arret) cellules[k + MESURES.assiette]! += jours * assietteJour[montants + o]!
    }
    depuis = bout
  }
}

/** Reserves of a leave of this nature, of the days [d, f[, at each end of year where it is open. */
export function ajouterProvision(
  c: Comptes,
  a: number,
  ici: number,
  survenance: number,
  nature: number,
  d: number,
  f: number,
): void {
  const { demi, passage } = c.tables
  for (let annee = (d / AN) | 0; annee < ANNEES && (annee + 1) * AN < f; annee++) {
    const ligne = (nature * AGES + c.age[a]!) * MOIS + moisDepuis(d, annee)
    ajouter(c, a, ici, survenance, annee, MESURES.psap, demi[ligne]!, passage[ligne]!)
  }
}

/** Reserves of a rente paid over the days [d, f[, at each end of year. */
export function ajouterRente(
  c: Comptes,
  a: number,
  ici: number,
  survenance: number,
  d: number,
  f: number,
): void {
  for (let annee = (d / AN) | 0; annee < ANNEES && (annee + 1) * AN < f; annee++)
    ajouter(
      c,
      a,
      ici,
      survenance,
      annee,
      MESURES.pm,
      0,
      c.tables.rente[c.age[a]! * MOIS + moisDepuis(d, annee)]!,
    )
}

const moisDepuis = (d: number, annee: number): number =>
  Math.min(MOIS - 1, (((annee + 1) * AN - d) / UN_MOIS) | 0)

function ajouter(
  c: Comptes,
  a: number,
  ici: number,
  survenance: number,
  annee: number,
  mesure: number,
  moisDIndemnite: number,
  moisDeRente: number,
): void {
  const { cellules, options } = c
  for (let o = 0; o < options; o++) {
    const du = moisDIndemnite * c.indemnite[a * options + o]! + moisDeRente * c.rente[a * options + o]!
    cellules[ici + (annee * options + o) * NOMBRE_MESURES + mesure]! += du
    if (annee === ANNEES - 1) cellules[survenance + o * NOMBRE_MESURES + MESURES.provisionSurvenance]! += du
  }
}
