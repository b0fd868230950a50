import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { genererRecensement } from '../src/generateur/index.ts'
import { expliquer } from '../src/moteur/expliquer.ts'
import {
  type ColonnesAgents,
  calculerTout,
  colonnesPour,
  type EntreesAgent,
  ETAGES_SORTIES,
  ecrireAgent,
  entreesDe,
  SORTIES,
  type SortiesMasse,
  simuler,
} from '../src/moteur/masse.ts'
import { SITUATIONS } from '../src/moteur/situation.ts'
import { OFFRES, OPTIONS } from './consultation.ts'

const JOUR = '2026-01-01'
const AGENTS = 3_000

const situations = Object.values(SITUATIONS)
const entrees: EntreesAgent[] = []
let colonnes: ColonnesAgents
let masse: SortiesMasse

beforeAll(() => {
  const recensement = genererRecensement({
    graine: 20_260_101,
    agents: AGENTS,
    employeurs: 60,
    dateRecensement: JOUR,
  })
  for (const { agent } of recensement) {
    const rang = entrees.length
    // Situations, service-related and serious invalidities go round, so that every branch is met.
    entrees.push({
      ...entreesDe(agent, situations[rang % situations.length]!, JOUR),
      autresPrestations: rang % 11 === 0 ? 12_345 : 0,
      tauxInvalidite: rang % 5 === 0 ? 40_000 : 66_000,
      categorieInvalidite: rang % 3,
      imputable: rang % 7 === 0 ? 1 : 0,
      invaliditeAggravee: rang % 13 === 0 ? 1 : 0,
    })
  }
  colonnes = colonnesPour(AGENTS)
  for (const [rang, e] of entrees.entries()) ecrireAgent(colonnes, rang, e)
  masse = calculerTout(colonnes, AGENTS, OPTIONS, OFFRES, JOUR)
})

const indice = (nom: (typeof SORTIES)[number], agent: number, option: number, bid: number): number => {
  const etage = ETAGES_SORTIES[nom]
  if (etage === 'agent') return agent
  const parOption = agent * OPTIONS.length + option
  return etage === 'option' ? parOption : parOption * OFFRES[0]!.length + bid
}

describe('mass kernel', () => {
  test('gives to the cent what is explained, for every agent, option and bid', () => {
    const ecarts: string[] = []
    let compares = 0
    for (const [a, agent] of entrees.entries()) {
      for (const [o, option] of OPTIONS.entries()) {
        for (const [b, bid] of OFFRES[o]!.entries()) {
          const { valeurs } = expliquer({ ...agent, ...option, ...bid }, SORTIES, JOUR)
          for (const nom of SORTIES) {
            compares++
            const calcule = masse[nom][indice(nom, a, o, b)]
            if (calcule !== valeurs[nom]) ecarts.push(`${nom} ${a}/${o}/${b}: ${calcule} ≠ ${valeurs[nom]}`)
          }
        }
      }
    }
    expect(ecarts.slice(0, 5)).toEqual([])
    expect(compares).toBe(AGENTS * 12 * SORTIES.length)
  }, 120_000)

  test('every value is a whole number of cents, and none is negative', () => {
    for (const nom of SORTIES)
      for (const valeur of masse[nom])
        if (!Number.isInteger(valeur) || valeur < 0) throw new Error(`${nom}: ${valeur}`)
    expect(masse.cotisation.length).toBe(AGENTS * 12)
  })

  test('every situation and both schemes were met', () => {
    expect(new Set(colonnes.regime)).toEqual(new Set([0, 1]))
    expect(masse.indemnite.some((v) => v > 0)).toBe(true)
    expect(masse.rente.some((v) => v === 0)).toBe(true)
  })

  test('sums by group are those of the columns, and splitting the population changes nothing', () => {
    const groupes = Uint32Array.from({ length: AGENTS }, (_, i) => i % 7)
    const nombreDeGroupes = 7
    const sommes = simuler(
      { agents: colonnes, nombre: AGENTS, groupes, nombreDeGroupes },
      OPTIONS,
      OFFRES,
      JOUR,
    )
    for (const nom of SORTIES) {
      const parGroupe = masse[nom].length / AGENTS
      const attendu = new Float64Array(nombreDeGroupes * parGroupe)
      for (let a = 0; a < AGENTS; a++) {
        for (let k = 0; k < parGroupe; k++)
          attendu[groupes[a]! * parGroupe + k]! += masse[nom][a * parGroupe + k]!
      }
      expect(sommes[nom]).toEqual(attendu)
      const total = (table: Float64Array): number => table.reduce((somme, v) => somme + v, 0)
      expect(total(sommes[nom])).toBe(total(masse[nom]))
    }
  })
})

test('the committed files are what the rules generate today', () => {
  const script = join(import.meta.dirname, '../scripts/generer.ts')
  expect(() => execFileSync(process.execPath, [script, '--verifier'], { stdio: 'pipe' })).not.toThrow()
})
