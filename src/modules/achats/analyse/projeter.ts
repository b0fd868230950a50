import { setImmediate as souffler } from 'node:timers/promises'
import {
  ANNEES,
  exercices,
  hypothesesParDefaut,
  preparerPopulation,
  preparerProjection,
  projeter,
  recueillir,
  recueilPour,
} from '@maillage/prevoyance/projection'
import type { AgentRecense } from '@maillage/prevoyance/recensement'
import type { Jour } from '#shared/dates.ts'
import type { Niveau } from '../marche/marche.queries.ts'
import { enOption, HYPOTHESE } from './chiffrer.ts'
import type { PopulationDeLot } from './population.ts'

/** Draws of a lot, by level of the employers: for each draw, six years in their order. Cents. */
export type Tirages = {
  readonly tirages: number
  readonly niveaux: readonly {
    /** What the leaves begun in the year cost, provisions included. */
    readonly charge: Float64Array
    /** What a contribution of 100 % would bring. */
    readonly assiette: Float64Array
  }[]
}

/** Always the same: the same census and the same levels give the same figures. */
const GRAINE = 2_027
/** Fewer agents show no amount, as everywhere. */
export const AGENTS_MIN = 10
/** Months of an agent that are drawn for a page: some two seconds at the most for a region. */
const TRAVAIL = 5_000_000
const BLOC = 5

/** How many draws a purchase of so many agents is worth: the same for each of its lots, so that they can be added draw by draw. */
export const nombreDeTirages = (agents: number): number =>
  Math.max(60, Math.min(400, Math.floor(TRAVAIL / Math.max(1, agents))))

/**
 * The draws of lots, kept as long as their population is. Other requests pass between two blocks. Rates change nothing to them: only the census and the levels do.
 */
export function ouvrirProjections() {
  const gardes = new WeakMap<PopulationDeLot, Promise<Tirages>>()
  return {
    lire(
      population: PopulationDeLot,
      niveaux: readonly Niveau[],
      jour: Jour,
      tirages: number,
    ): Promise<Tirages> {
      const deja = gardes.get(population)
      if (deja) return deja
      const tires = tirer(population, niveaux, jour, tirages)
      gardes.set(population, tires)
      tires.catch(() => gardes.delete(population))
      return tires
    },
  }
}
export type Projections = ReturnType<typeof ouvrirProjections>

async function tirer(
  population: PopulationDeLot,
  niveaux: readonly Niveau[],
  jour: Jour,
  tirages: number,
): Promise<Tirages> {
  const h = hypothesesParDefaut()
  const cles = new Uint32Array(population.agents)
  function* agents() {
    let i = 0
    for (const { agent, niveau } of population.lire()) {
      cles[i++] = cleDe(agent)
      yield { agent, lot: niveau }
    }
  }
  const options = niveaux.map((niveau) => enOption(niveau, HYPOTHESE.part))
  const projetee = preparerPopulation(agents(), population.agents, niveaux.length, options, h, jour)
  // Whatever the order of the censuses, an agent lives the same lives.
  projetee.cle.set(cles)
  const recueil = recueilPour(projetee, tirages)
  for (const bloc of projeter(preparerProjection(projetee, h, GRAINE), 0, tirages, BLOC)) {
    recueillir(recueil, bloc)
    await souffler()
  }
  return {
    tirages,
    niveaux: niveaux.map((_, option) => {
      const charge = new Float64Array(tirages * ANNEES)
      const assiette = new Float64Array(tirages * ANNEES)
      for (const [t, ans] of exercices(recueil, projetee, h, {
        option,
        lot: option,
        taux: 100_000,
      }).entries())
        for (let an = 0; an < ANNEES; an++) {
          charge[t * ANNEES + an] = ans[an]!.charge
          assiette[t * ANNEES + an] = ans[an]!.primes
        }
      return { charge, assiette }
    }),
  }
}

/** Key of the draws of an agent: its pseudonym and its employer, never its place in a file. */
function cleDe({ siret, matricule }: AgentRecense): number {
  let cle = 0x811c9dc5
  for (const texte of [siret, matricule])
    for (let i = 0; i < texte.length; i++) cle = Math.imul(cle ^ texte.charCodeAt(i), 0x01000193)
  return cle >>> 0
}
