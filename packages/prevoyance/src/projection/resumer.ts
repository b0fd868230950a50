import { ANNEES, MESURES, NOMBRE_COMPTEURS, NOMBRE_MESURES } from './constantes.ts'
import type { Hypotheses } from './hypotheses.ts'
import { largeurTirage } from './memoire.ts'
import type { PopulationProjetee } from './population.ts'
import type { Bloc } from './projeter.ts'
import { MILLIEME } from './tables.ts'

/** Draws gathered: cells of each, and how many are there. */
export interface Recueil {
  readonly cellules: Float64Array
  readonly compteurs: Float64Array
  readonly presents: Uint8Array
}

/** Room for this many draws. */
export const recueilPour = (population: PopulationProjetee, tirages: number): Recueil => ({
  cellules: new Float64Array(tirages * largeurTirage(population)),
  compteurs: new Float64Array(NOMBRE_COMPTEURS),
  presents: new Uint8Array(tirages),
})

/** Puts a block at its place, whenever it comes. */
export function recueillir(r: Recueil, bloc: Bloc): void {
  const largeur = bloc.cellules.length / (bloc.fin - bloc.debut)
  r.cellules.set(bloc.cellules, bloc.debut * largeur)
  r.presents.fill(1, bloc.debut, bloc.fin)
  for (const [i, n] of bloc.compteurs.entries()) r.compteurs[i]! += n
}

/** Amounts of one draw, in cents, and the ratio. */
export interface Exercice {
  readonly primes: number
  /** Paid in the year, and reserves at its end. */
  readonly prestations: number
  readonly psap: number
  readonly pm: number
  /** What the leaves begun in the year cost: paid up to the end of the projection, and reserves still held then. */
  readonly charge: number
  /** Charge over premiums, by year of occurrence. */
  readonly sp: number
}

/** What is looked at: an option, a lot or all of them, and the rate of the contribution (thousandths of one per cent). */
export interface Vue {
  readonly option: number
  readonly lot: number | null
  readonly taux: number
}

/** Reads the draws of a view: for each draw present, its six years then the whole (sums; reserves of the last year). */
export function exercices(
  r: Recueil,
  p: PopulationProjetee,
  h: Hypotheses,
  { option, lot, taux }: Vue,
): readonly (readonly Exercice[])[] {
  const lots = lot === null ? Array.from({ length: p.lots }, (_, i) => i) : [lot]
  const base = baseAnnuelle(p, option, lot)
  const largeur = largeurTirage(p)
  const lire = (tirage: number, annee: number, mesure: number): number => {
    let somme = 0
    for (const l of lots)
      somme +=
        r.cellules[tirage * largeur + ((l * ANNEES + annee) * p.options + option) * NOMBRE_MESURES + mesure]!
    return somme
  }
  const tirages: Exercice[][] = []
  for (const [t, present] of r.presents.entries()) {
    if (present === 0) continue
    const ans = Array.from({ length: ANNEES }, (_, annee): Exercice => {
      const assiette = base - h.assietteRetiree * lire(t, annee, MESURES.assiette)
      const charge =
        lire(t, annee, MESURES.payeSurvenance) + lire(t, annee, MESURES.provisionSurvenance) / MILLIEME
      return exercice({
        primes: (assiette * taux) / 100_000,
        prestations: lire(t, annee, MESURES.paye),
        psap: lire(t, annee, MESURES.psap) / MILLIEME,
        pm: lire(t, annee, MESURES.pm) / MILLIEME,
        charge,
      })
    })
    const total = (nom: 'primes' | 'prestations' | 'charge') => ans.reduce((s, e) => s + e[nom], 0)
    const { psap, pm } = ans[ANNEES - 1]!
    const tout = {
      primes: total('primes'),
      prestations: total('prestations'),
      psap,
      pm,
      charge: total('charge'),
    }
    tirages.push([...ans, exercice(tout)])
  }
  return tirages
}

const exercice = (e: Omit<Exercice, 'sp'>): Exercice => ({ ...e, sp: e.primes > 0 ? e.charge / e.primes : 0 })

/** Contribution base of a year, in cents, without any leave. */
export function baseAnnuelle(p: PopulationProjetee, option: number, lot: number | null): number {
  let mois = 0
  for (let a = 0; a < p.nombre; a++)
    if (lot === null || p.lot[a] === lot) mois += p.assiette[a * p.options + option]!
  return mois * 12
}

/** Value under which this share of a series falls, between two values if need be. */
export function quantile(valeurs: readonly number[], part: number): number {
  const triees = [...valeurs].sort((a, b) => a - b)
  const rang = part * (triees.length - 1)
  const [bas, haut] = [triees[Math.floor(rang)]!, triees[Math.ceil(rang)]!]
  return bas + (haut - bas) * (rang - Math.floor(rang))
}

/** A series in a few numbers. */
export interface Distribution {
  readonly moyenne: number
  readonly p5: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
}

export const distribution = (valeurs: readonly number[]): Distribution => ({
  moyenne: valeurs.reduce((s, v) => s + v, 0) / valeurs.length,
  p5: quantile(valeurs, 0.05),
  p25: quantile(valeurs, 0.25),
  p50: quantile(valeurs, 0.5),
  p75: quantile(valeurs, 0.75),
  p95: quantile(valeurs, 0.95),
})

/**
 * The rate, in thousandths of one per cent, rounded up, at which the S/P of the six years stays under a target with a
 * confidence. Premiums follow the rate, claims do not: no new draw is needed.
 * @param cible S/P wanted, 0.95 for 95 %
 * @param confiance share of the draws that must keep it, 0.9 for 90 %
 */
export function tauxPourCible(
  r: Recueil,
  p: PopulationProjetee,
  h: Hypotheses,
  vue: Omit<Vue, 'taux'>,
  cible: number,
  confiance: number,
): number {
  const aCent = exercices(r, p, h, { ...vue, taux: 100_000 }).map((ans) => ans[ANNEES]!.sp)
  return Math.ceil((quantile(aCent, confiance) / cible) * 100_000)
}
