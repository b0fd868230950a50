// The work that every contender does: one census, four options of guarantees, three bids on each, from one seed.

import { genererRecensement } from '../../packages/prevoyance/src/generateur/index.ts'
import { construireGraphe, type Graphe, reduire } from '../../packages/prevoyance/src/moteur/graphe.ts'
import {
  colonnesPour,
  type EntreesAgent,
  ecrireAgent,
  entreesDe,
  type Population,
  SORTIES,
} from '../../packages/prevoyance/src/moteur/masse.ts'
import { SITUATIONS } from '../../packages/prevoyance/src/moteur/situation.ts'
import { ENTREES, REGLES } from '../../packages/prevoyance/src/regles/index.ts'
import { OFFRES, OPTIONS } from '../../packages/prevoyance/test/consultation.ts'

export const JOUR = '2026-01-01'
const GRAINE = 75_000

export { OFFRES, OPTIONS }
export const BIDS = OFFRES[0]!.length

export interface Travail {
  readonly population: Population
  readonly entrees: readonly EntreesAgent[]
}

/** The census as columns, grouped by employer; one agent in four stays in full pay, so that both branches are met. */
export function preparerTravail(agents: number, employeurs: number): Travail {
  const colonnes = colonnesPour(agents)
  const groupes = new Uint32Array(agents)
  const entrees: EntreesAgent[] = []
  const rangs = new Map<string, number>()
  const options = { graine: GRAINE, agents, employeurs, dateRecensement: JOUR }
  for (const { agent } of genererRecensement(options)) {
    const rang = entrees.length
    if (!rangs.has(agent.siret)) rangs.set(agent.siret, rangs.size)
    groupes[rang] = rangs.get(agent.siret)!
    const situation = rang % 4 === 0 ? SITUATIONS.MALADIE_90 : SITUATIONS.DEMI_TRAITEMENT
    const e = entreesDe(agent, situation, JOUR)
    entrees.push(e)
    ecrireAgent(colonnes, rang, e)
  }
  return { population: { agents: colonnes, nombre: agents, groupes, nombreDeGroupes: rangs.size }, entrees }
}

/** The rules that the outputs need, in dependency order: what the other engines are written from. */
export const grapheDuTravail = (): Graphe => reduire(construireGraphe(REGLES, ENTREES), SORTIES)

/** One line per employer, option and bid: the sums of every output, in the order of `SORTIES`. */
export type Table = Record<string, Float64Array>

/** Point work: `nombre` evaluations spread over agents, options and bids. */
export function casPonctuels({ entrees }: Travail, nombre: number): Readonly<Record<string, number>>[] {
  return Array.from({ length: nombre }, (_, i) => {
    const option = i % OPTIONS.length
    return {
      ...entrees[(i * 7_919) % entrees.length]!,
      ...OPTIONS[option]!,
      ...OFFRES[option]![i % BIDS]!,
    }
  })
}

/** Milliseconds of processor spent by the process: what the neighbours take is not counted. */
export function mesurerProcesseur(travail: () => void): number {
  const debut = process.cpuUsage()
  travail()
  const { user, system } = process.cpuUsage(debut)
  return (user + system) / 1_000
}

export async function mesurerProcesseurAsync(travail: () => Promise<unknown>): Promise<number> {
  const debut = process.cpuUsage()
  await travail()
  const { user, system } = process.cpuUsage(debut)
  return (user + system) / 1_000
}
