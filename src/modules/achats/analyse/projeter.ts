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
import type { Niveau, OffreLue } from '../marche/marche.queries.ts'
import { enOption, HYPOTHESE, jourDesPrix } from './chiffrer.ts'
import { ouvrirMemoire } from './memoire.ts'
import { type AgentsDeLot, cleDe, type Populations, type Recensement } from './population.ts'
import { type Projection, projeterOffres } from './projection.ts'

/** Draws of a lot, by level of the employers: for each draw, six years in their order. Cents. */
export type Tirages = {
  readonly tirages: number
  /** Whether the census that was drawn is the one that was asked for. */
  readonly fidele: boolean
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
/** Some kilobytes for a lot of a region, a hundred for a small one. */
const TIRAGES_GARDES = 64
const PROJECTIONS_GARDEES = 128

/** How many draws a purchase of so many agents is worth: the same for each of its lots, so that they can be added draw by draw. */
export const nombreDeTirages = (agents: number): number =>
  Math.max(60, Math.min(400, Math.floor(TRAVAIL / Math.max(1, agents))))

/**
 * The draws of lots, and what was read of them, kept under what determines them: the census in force, the levels, the day of the legal values; and the rates for
 * what is read of them. Agents are read again for a drawing, and let go. Other requests pass between two blocks.
 */
export function ouvrirProjections(populations: Pick<Populations, 'agentsDesLots'>) {
  const tires = ouvrirMemoire<Tirages | null>(TIRAGES_GARDES)
  const resumes = ouvrirMemoire<{ readonly fidele: boolean }>(PROJECTIONS_GARDEES)
  const projections = {
    /**
     * Draws of a lot; null under ten agents.
     * @param agents where several lots are drawn one after the other, their agents read once
     */
    lire(
      recensement: Recensement,
      lotId: string,
      jour: Jour,
      agents = () => populations.agentsDesLots(recensement),
    ): Promise<Tirages | null> {
      const tirages = nombreDeTirages(recensement.etat.agents)
      let fidele = true
      return tires.lire(
        JSON.stringify([cleDe(recensement), lotId, jour, tirages]),
        async () => {
          const lus = (await agents()).get(lotId)!
          fidele = lus.fidele
          return lus.agents < AGENTS_MIN ? null : tirer(lus, recensement.niveaux, jour, tirages)
        },
        () => fidele,
      )
    },
    /** Reads something of draws, once for each question. @param question all that the answer depends on */
    resumer: <T extends { readonly fidele: boolean }>(
      question: readonly unknown[],
      calculer: () => Promise<T>,
    ): Promise<T> => resumes.lire(JSON.stringify(question), calculer, ({ fidele }) => fidele) as Promise<T>,
    /** What the draws say of the bids of a lot; null under ten agents. */
    async desOffres(
      recensement: Recensement,
      lotId: string,
      offres: readonly Pick<OffreLue, 'taux' | 'gelAnnees' | 'hausseMax'>[],
      debutLe: Jour,
    ): Promise<Projection | null> {
      const deOffres = offres.map(({ taux, gelAnnees, hausseMax }) => [taux, gelAnnees, hausseMax])
      const { projection } = await projections.resumer(
        ['offres', cleDe(recensement), lotId, deOffres, debutLe],
        async () => {
          const lus = await projections.lire(recensement, lotId, jourDesPrix(debutLe))
          const premiere = Number(debutLe.slice(0, 4))
          return {
            fidele: lus?.fidele ?? false,
            projection: lus && projeterOffres(lus, offres, recensement.niveaux, premiere),
          }
        },
      )
      return projection
    },
  }
  return projections
}
export type Projections = ReturnType<typeof ouvrirProjections>

async function tirer(
  population: AgentsDeLot,
  niveaux: readonly Niveau[],
  jour: Jour,
  tirages: number,
): Promise<Tirages> {
  const h = hypothesesParDefaut()
  const cles = new Uint32Array(population.agents)
  function* agents() {
    let i = 0
    for (const { agent, niveau } of population.lire()) {
      cles[i++] = graineDe(agent)
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
    fidele: population.fidele,
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
function graineDe({ siret, matricule }: AgentRecense): number {
  let cle = 0x811c9dc5
  for (const texte of [siret, matricule])
    for (let i = 0; i < texte.length; i++) cle = Math.imul(cle ^ texte.charCodeAt(i), 0x01000193)
  return cle >>> 0
}
