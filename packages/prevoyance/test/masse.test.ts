import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { genererRecensement } from '../src/generateur/index.ts'
import { expliquer } from '../src/moteur/expliquer.ts'
import {
  type ColonnesAgents,
  colonnesPour,
  type EntreesAgent,
  ETAGES_SORTIES,
  ecrireAgent,
  entreesDe,
  SORTIES,
  type SortiesMasse,
} from '../src/moteur/masse.ts'
import { calculerTout, type GenreNoyau, preparerNoyau } from '../src/moteur/noyau.ts'
import { SITUATIONS } from '../src/moteur/situation.ts'
import { OFFRES, OPTIONS } from './consultation.ts'

const JOUR = '2026-01-01'
/** A whole region: nothing is sampled. */
const AGENTS = 75_000
const EMPLOYEURS = 1_400

const situations = Object.values(SITUATIONS)
let entrees: readonly EntreesAgent[]
let colonnes: ColonnesAgents
let masse: SortiesMasse
let simd: SortiesMasse
const GENRES: readonly GenreNoyau[] = ['js', 'simd']

beforeAll(() => {
  entrees = population(AGENTS, EMPLOYEURS, JOUR)
  colonnes = enColonnes(entrees)
  masse = calculerTout(colonnes, AGENTS, OPTIONS, OFFRES, JOUR, 'js')
  simd = calculerTout(colonnes, AGENTS, OPTIONS, OFFRES, JOUR, 'simd')
})

/** A census whose situations, service-related and serious invalidities go round, so that every branch is met. */
function population(agents: number, employeurs: number, jour: string): EntreesAgent[] {
  const entrees: EntreesAgent[] = []
  for (const { agent } of genererRecensement({
    graine: 20_260_101,
    agents,
    employeurs,
    dateRecensement: jour,
  })) {
    const rang = entrees.length
    entrees.push({
      ...entreesDe(agent, situations[rang % situations.length]!, jour),
      autresPrestations: rang % 11 === 0 ? 12_345 : 0,
      tauxInvalidite: rang % 5 === 0 ? 40_000 : 66_000,
      categorieInvalidite: rang % 3,
      imputable: rang % 7 === 0 ? 1 : 0,
      invaliditeAggravee: rang % 13 === 0 ? 1 : 0,
    })
  }
  return entrees
}

function enColonnes(entrees: readonly EntreesAgent[]): ColonnesAgents {
  const colonnes = colonnesPour(entrees.length)
  for (const [rang, e] of entrees.entries()) ecrireAgent(colonnes, rang, e)
  return colonnes
}

/** Explains every agent × option × bid, and compares every output with the cell of every kernel. */
function comparerTout(entrees: readonly EntreesAgent[], noyaux: readonly SortiesMasse[], jour: string) {
  const ecarts: string[] = []
  let compares = 0
  for (const [a, agent] of entrees.entries()) {
    for (const [o, option] of OPTIONS.entries()) {
      for (const [b, bid] of OFFRES[o]!.entries()) {
        const { valeurs } = expliquer({ ...agent, ...option, ...bid }, SORTIES, jour)
        for (const nom of SORTIES) {
          for (const noyau of noyaux) {
            compares++
            const calcule = noyau[nom][indice(nom, a, o, b)]
            if (calcule !== valeurs[nom]) ecarts.push(`${nom} ${a}/${o}/${b}: ${calcule} ≠ ${valeurs[nom]}`)
          }
        }
      }
    }
  }
  return { ecarts, compares }
}

const indice = (nom: (typeof SORTIES)[number], agent: number, option: number, bid: number): number => {
  const etage = ETAGES_SORTIES[nom]
  if (etage === 'agent') return agent
  const parOption = agent * OPTIONS.length + option
  return etage === 'option' ? parOption : parOption * OFFRES[0]!.length + bid
}

describe('mass kernel', () => {
  test('gives to the cent what is explained, in JavaScript and by vectors, for all 75,000 agents, 4 options and 3 bids', () => {
    const { ecarts, compares } = comparerTout(entrees, [masse, simd], JOUR)
    expect(ecarts.slice(0, 5)).toEqual([])
    expect(compares).toBe(2 * AGENTS * 12 * SORTIES.length)
  }, 240_000)

  // Days around which other parameters apply: the 90 %, the ceiling of daily benefits, the legal half, the values of a new year.
  test.each(['2025-02-28', '2025-03-01', '2025-04-01', '2025-12-23', '2025-12-24', '2026-12-31'])(
    'gives to the cent what is explained with the parameters of %s',
    (jour) => {
      const agents = population(1_000, 20, jour)
      const { ecarts } = comparerTout(
        agents,
        GENRES.map((genre) => calculerTout(enColonnes(agents), agents.length, OPTIONS, OFFRES, jour, genre)),
        jour,
      )
      expect(ecarts.slice(0, 5)).toEqual([])
    },
  )

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

  test.each(GENRES)('%s: sums by group are those of the columns, and splitting changes nothing', (genre) => {
    const groupes = Uint32Array.from({ length: AGENTS }, (_, i) => i % 7)
    const nombreDeGroupes = 7
    const noyau = preparerNoyau({ agents: colonnes, nombre: AGENTS, groupes, nombreDeGroupes }, genre)
    expect(noyau.genre).toBe(genre)
    const sommes = noyau.simuler(OPTIONS, OFFRES, JOUR)
    expect(noyau.simuler(OPTIONS, OFFRES, JOUR)).toEqual(sommes)
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
