import { chanceDInvalidite, moisDeDemi, moisDeRente } from './bcac.ts'
import { AGE_MAX, AGE_MIN, AGES, CASES, MOIS, NATURES } from './constantes.ts'
import { type Hypotheses, TRANCHES, trancheDe } from './hypotheses.ts'

/** Reserves are kept as whole thousandths of a month: sums stay exact. */
export const MILLIEME = 1_000

/** Everything that the draws read, computed once from the assumptions. Float64 and whole numbers only. */
export interface TablesProjection {
  /** −ln of 1 + i / 4096, to turn a draw into an exponential without a logarithm. */
  readonly logarithme: Float64Array
  /** Exposure of an agent, mean 1, by quantile. */
  readonly fragilite: Float64Array
  /** Days of an ordinary leave: band × quantile. */
  readonly dureeCmo: Uint16Array
  /** Days of a long leave before its legal term, by quantile. */
  readonly dureeLongue: Uint16Array
  /** Thousandths of a month of half pay still expected: nature × age × months since the start. */
  readonly demi: Float64Array
  /** Thousandths of a month of rente expected through invalidity: nature × age × months. */
  readonly passage: Float64Array
  /** Thousandths of a month of rente still expected: age × months since its start. */
  readonly rente: Float64Array
}

/** Rank of an age in the tables. */
export const rangDAge = (age: number): number => Math.min(AGE_MAX, Math.max(AGE_MIN, age)) - AGE_MIN

/** @param h assumptions, read */
export function construireTables(h: Hypotheses): TablesProjection {
  const quantiles = Array.from({ length: CASES }, (_, i) => (i + 0.5) / CASES)
  const demi = new Float64Array(NATURES.length * AGES * MOIS)
  const passage = new Float64Array(demi.length)
  const rente = new Float64Array(AGES * MOIS)
  for (let a = 0; a < AGES; a++)
    for (let m = 0; m < MOIS; m++) {
      const age = AGE_MIN + a
      rente[a * MOIS + m] = Math.round(moisDeRente(age, m, h.ageLegal, h.tauxTechnique) * MILLIEME)
      for (const [n, { de, a: fin }] of NATURES.entries()) {
        const place = (n * AGES + a) * MOIS + m
        demi[place] = Math.round(moisDeDemi(age, m, de, fin, h.tauxTechnique) * MILLIEME)
        const neuve = moisDeRente(age, 0, h.ageLegal, h.tauxTechnique)
        passage[place] = Math.round(chanceDInvalidite(age, m) * neuve * MILLIEME)
      }
    }
  return {
    logarithme: Float64Array.from({ length: CASES + 1 }, (_, i) => -Math.log(1 + i / CASES)),
    fragilite: quantilesGamma(h.dispersion),
    dureeCmo: Uint16Array.from(
      TRANCHES.flatMap((_, t) =>
        quantiles.map((q) => dureeCmo(q, h.partCourte, h.partLongue[t]!, h.dureeLongue)),
      ),
    ),
    dureeLongue: Uint16Array.from(quantiles, (q) =>
      Math.min(NATURES[2].terme, Math.ceil(60 - Math.log(1 - q) * (h.dureeMoyenneLongue - 60))),
    ),
    demi,
    passage,
    rente,
  }
}

const COURTE = 10

/** Days of an ordinary leave at a quantile: one to ten, eleven to thirty, then an exponential tail up to a year. */
function dureeCmo(q: number, courte: number, longue: number, moyenne: number): number {
  // Short leaves are mostly of a few days: 22 % of all last one or two (Sofaxis 2016).
  if (q < courte) return Math.ceil(COURTE * (q / courte) ** 1.6)
  if (q < 1 - longue) return 11 + Math.floor((20 * (q - courte)) / (1 - longue - courte))
  const reste = (q - (1 - longue)) / longue
  return Math.min(365, Math.ceil(30 - Math.log(1 - reste) * echelle(moyenne - 30)))
}

/** Scale of an exponential cut at 335 whose mean is the one given. */
function echelle(moyenne: number): number {
  let [bas, haut] = [1, 3_000]
  for (let i = 0; i < 60; i++) {
    const milieu = (bas + haut) / 2
    if (milieu * (1 - Math.exp(-335 / milieu)) < moyenne) bas = milieu
    else haut = milieu
  }
  return bas
}

/** Quantiles of a gamma law of mean 1, by numerical integration; their own mean is brought back to 1. */
function quantilesGamma(forme: number): Float64Array {
  const quantiles = new Float64Array(CASES)
  // x = t^(1/forme) takes the pole of the density away; u runs on the cumulated weights.
  const PAS = 60_000
  const densite = (t: number): number => Math.exp(-(t ** (1 / forme)))
  const cumul = new Float64Array(PAS + 1)
  const borne = (forme + 20 * Math.sqrt(forme) + 20) ** forme
  for (let i = 1; i <= PAS; i++) cumul[i] = cumul[i - 1]! + densite(((i - 0.5) / PAS) * borne)
  const total = cumul[PAS]!
  let i = 0
  let somme = 0
  for (let k = 0; k < CASES; k++) {
    const vise = ((k + 0.5) / CASES) * total
    while (cumul[i]! < vise) i++
    quantiles[k] = ((i / PAS) * borne) ** (1 / forme)
    somme += quantiles[k]!
  }
  return quantiles.map((q) => (q * CASES) / somme)
}

/** Yearly frequencies of an agent of this age and category, brought to a day: ordinary leaves, long leaves, departures. */
export function frequences(h: Hypotheses, age: number, categorie: 'A' | 'B' | 'C') {
  const tranche = trancheDe(age)
  // The category weighs on the long leaves and on their end: each takes half of it.
  const part = Math.sqrt(h.categorie[categorie])
  return {
    tranche,
    cmo: h.frequenceCmo[tranche]! / 365,
    longue: (h.frequenceLongue[tranche]! * part) / 365,
    sortie: h.sorties / 365,
    invalidite: Math.min(1, h.invalidite[tranche]! * part),
  }
}
