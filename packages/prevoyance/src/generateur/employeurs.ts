import { cleSiretValide } from '../recensement/siret.ts'
import type { Alea } from './alea.ts'

export interface EmployeurFictif {
  readonly siret: string
  readonly effectif: number
}

/**
 * Sizes of employers, in per cent of the employers: fictif, shaped on two published figures: 424 employers and 7 965 agents
 * in one département, 1 400 employers and 75 000 agents in its region (press kit of the CDG of Pays de la Loire, 2024).
 */
const TAILLES: readonly (readonly [readonly [number, number], number])[] = [
  [[1, 9], 45],
  [[10, 49], 33],
  [[50, 349], 18],
  [[350, 1_500], 3],
  [[1_501, 5_000], 1],
]

/**
 * Draws employers whose head-counts add up to `agents` exactly, one agent at least in each.
 * @throws RangeError unless 1 ≤ employeurs ≤ agents
 */
export function tirerEmployeurs(alea: Alea, agents: number, employeurs: number): readonly EmployeurFictif[] {
  if (
    !Number.isSafeInteger(agents) ||
    !Number.isSafeInteger(employeurs) ||
    employeurs < 1 ||
    agents < employeurs
  ) {
    throw new RangeError('Il faut au moins un employeur, et au moins un agent par employeur.')
  }
  const poids = Array.from({ length: employeurs }, () => {
    const [bas, haut] = alea.choisir(TAILLES)
    return alea.entre(bas, haut)
  })
  const total = poids.reduce((somme, p) => somme + p, 0)
  const libres = agents - employeurs
  const effectifs = poids.map((p) => 1 + Math.floor((p * libres) / total))
  const restants = agents - effectifs.reduce((somme, e) => somme + e, 0)
  return effectifs.map((effectif, i) => ({
    siret: siretFictif(i),
    effectif: effectif + (i < restants ? 1 : 0),
  }))
}

/**
 * A SIRET with a valid key, in a range (299…) where no public body is known to us: fictif.
 * @param rang rank of the employer, from 0
 */
export function siretFictif(rang: number): string {
  const sansCle = `299${String(rang).padStart(6, '0')}0001`
  for (let cle = 0; cle <= 9; cle++) {
    if (cleSiretValide(`${sansCle}${cle}`)) return `${sansCle}${cle}`
  }
  throw new RangeError(`Aucune clé pour le rang ${rang}.`)
}
