// The projection that every contender draws: one census, one seed.
import { genererRecensement } from '../../packages/prevoyance/src/generateur/index.ts'
import {
  ANNEES,
  hypothesesParDefaut,
  type Projection,
  preparerPopulation,
  preparerProjection,
} from '../../packages/prevoyance/src/projection/index.ts'
import { OPTIONS } from '../../packages/prevoyance/test/consultation.ts'

export const LOTS = 6
export const MOIS = ANNEES * 12
const JOUR = '2026-01-01'

export interface Entree {
  readonly agents: number
  readonly tirages: number
  readonly options: number
}

export function preparerTravail({ agents, options }: Pick<Entree, 'agents' | 'options'>): Projection {
  const h = hypothesesParDefaut()
  const employeurs = Math.max(1, Math.round(agents / 54))
  const recensement = genererRecensement({ graine: 75_000, agents, employeurs, dateRecensement: JOUR })
  const population = preparerPopulation(enLots(recensement), agents, LOTS, OPTIONS.slice(0, options), h, JOUR)
  return preparerProjection(population, h, 2_026)
}

/** Agent after agent, so that the census is never held whole. */
function* enLots(recensement: ReturnType<typeof genererRecensement>) {
  let rang = 0
  for (const { agent } of recensement) yield { agent, lot: rang++ % LOTS }
}

export function mesurerProcesseur(travail: () => void): number {
  const debut = process.cpuUsage()
  travail()
  const { user, system } = process.cpuUsage(debut)
  return (user + system) / 1_000
}
