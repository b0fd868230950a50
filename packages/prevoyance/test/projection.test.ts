import { beforeAll, describe, expect, test } from 'vitest'
import { genererRecensement } from '../src/generateur/index.ts'
import {
  Empreinte,
  HYPOTHESES,
  HypotheseRefusee,
  hypothesesParDefaut,
  lireHypotheses,
  type Projection,
  preparerPopulation,
  preparerProjection,
  projeter,
} from '../src/projection/index.ts'
import { threefry } from '../src/projection/threefry.ts'
import { COMPTEURS, NOMBRE_COMPTEURS, tirer } from '../src/projection/tirer.ts'
import { OPTIONS } from './consultation.ts'

const JOUR = '2026-01-01'
const AGENTS = 4_000
const LOTS = 3
const h = hypothesesParDefaut()
let projection: Projection

const agents = () =>
  [...genererRecensement({ graine: 5, agents: AGENTS, employeurs: 60, dateRecensement: JOUR })].map(
    ({ agent }, i) => ({ agent, lot: i % LOTS }),
  )

beforeAll(() => {
  projection = preparerProjection(preparerPopulation(agents(), agents().length, LOTS, OPTIONS, h, JOUR), h, 7)
})

/** Cells of draws in their order, whoever made them and by which blocks. */
function cellules(p: Projection, parts: readonly (readonly [number, number])[], bloc?: number): Float64Array {
  const blocs = parts.flatMap(([de, a]) => [...projeter(p, de, a, bloc)])
  return Float64Array.from(blocs.flatMap((b) => [...b.cellules]))
}
const empreinte = (c: Float64Array): string => {
  const e = new Empreinte()
  e.ajouter(c)
  return e.lire()
}

// Known answers of Random123 (D. E. Shaw Research, BSD licence), file tests/kat_vectors, lines « threefry2x32 13 »: counter, key, result.
// The third are digits of pi.
const CONNUS = [
  { compteur: [0, 0], cle: [0, 0], attendu: [0x9d1c5ec6, 0x8bd50731] },
  { compteur: [-1, -1], cle: [-1, -1], attendu: [0xfd36d048, 0x2d17272c] },
  { compteur: [0x243f6a88, 0x85a308d3], cle: [0x13198a2e, 0x03707344], attendu: [0xba3e4725, 0xf27d669e] },
] as const

test.each(CONNUS)('the generator gives the known answer $attendu of Threefry2x32 with 13 rounds', (connu) => {
  const sortie = new Uint32Array(2)
  const [cle, compteur] = [connu.cle, connu.compteur]
  threefry(cle[0], cle[1], compteur[0], compteur[1], sortie)
  expect([...sortie]).toEqual(connu.attendu)
})

test('the draws are those of the generator: the exposure of each agent, its first event', () => {
  const { population: p, tables, graine, hypotheses } = projection
  const sortie = new Uint32Array(2)
  // Without any event an agent is exposed or not by its first event alone: rates so low that only the smallest gaps fall in six years.
  const rares = {
    ...p,
    cmo: p.cmo.map((f) => f / 1_000),
    longue: new Float64Array(p.nombre),
    sortie: new Float64Array(p.nombre),
  }
  const chocs = { parAn: new Float64Array(6).fill(1), plusHaut: new Float64Array(1).fill(1) }
  const compteurs = new Float64Array(NOMBRE_COMPTEURS)
  tirer(
    { population: rares, tables, graine, finInvalidite: hypotheses.finInvalidite },
    chocs,
    0,
    1,
    new Float64Array(1e5),
    compteurs,
  )
  let attendus = 0
  for (let a = 0; a < p.nombre; a++) {
    threefry(p.cle[a]!, graine, 0, 0, sortie)
    const taux = rares.cmo[a]! * tables.fragilite[sortie[0]! >>> 20]!
    threefry(p.cle[a]!, graine, 0, 1, sortie)
    const jour = -Math.log(sortie[0]! / 2 ** 32) / taux
    if (jour >= 365 && jour < 6 * 365) attendus++
  }
  expect(attendus).toBeGreaterThan(0)
  expect(Math.abs(compteurs[COMPTEURS.conges]! - attendus)).toBeLessThanOrEqual(1)
})

describe('a projection', () => {
  test('gives the same cents by one, two or three shares and any block', () => {
    const entiere = cellules(projection, [[0, 12]])
    const deux = [
      [0, 5],
      [5, 12],
    ] as const
    const trois = [
      [0, 1],
      [1, 8],
      [8, 12],
    ] as const
    expect(empreinte(cellules(projection, deux, 3))).toBe(empreinte(entiere))
    expect(empreinte(cellules(projection, trois, 100))).toBe(empreinte(entiere))
    expect(empreinte(cellules({ ...projection, graine: 8 }, [[0, 12]]))).not.toBe(empreinte(entiere))
    expect(entiere.every(Number.isSafeInteger)).toBe(true)
  })

  test('prices an option the same alone as with others', () => {
    const seule = preparerProjection(
      preparerPopulation(agents(), agents().length, LOTS, OPTIONS.slice(1, 2), h, JOUR),
      h,
      7,
    )
    const [avec] = [...projeter(projection, 0, 2)]
    const [sans] = [...projeter(seule, 0, 2)]
    const parOption = 6
    const attendu = avec!.cellules.filter((_, i) => Math.floor(i / parOption) % OPTIONS.length === 1)
    expect(sans!.cellules).toEqual(attendu)
  })

  test('finds the published figures again, within five per cent and the noise of a small census', () => {
    const c = new Float64Array(NOMBRE_COMPTEURS)
    const tirages = 40
    for (const bloc of projeter(projection, 0, tirages))
      for (const [i, n] of bloc.compteurs.entries()) c[i]! += n
    const annees = AGENTS * 5 * tirages
    const proche = (vu: number, publie: number, marge: number) =>
      expect(Math.abs(vu / publie - 1)).toBeLessThan(marge)
    proche(c[COMPTEURS.jours]! / annees / 365, 0.047, 0.08)
    proche(c[COMPTEURS.jours]! / c[COMPTEURS.conges]!, 34, 0.08)
    proche(c[COMPTEURS.exposes]! / annees, 0.316, 0.08)
    proche(c[COMPTEURS.courts]! / c[COMPTEURS.conges]!, 0.56, 0.05)
    proche(c[COMPTEURS.invalidites]! / annees, 0.0033, 0.15)
  })

  test('without leaves there is no claim; without departures nor shock it still runs', () => {
    const calme = lireHypotheses({
      frequenceCmo: [0, 0, 0, 0, 0, 0],
      frequenceLongue: [0, 0, 0, 0, 0, 0],
      sorties: 0,
    })
    const p = preparerPopulation(agents().slice(0, 50), 50, LOTS, OPTIONS, calme, JOUR)
    const [bloc] = [...projeter(preparerProjection(p, calme, 1), 0, 3)]
    expect(bloc!.cellules.every((c) => c === 0)).toBe(true)
  })
})

describe('assumptions', () => {
  test('every one says its source', () => {
    for (const { libelle, source } of Object.values(HYPOTHESES)) expect(libelle && source).toBeTruthy()
  })

  test.each([
    [{ frequence: 1 }, 'n’est pas une hypothèse'],
    [{ sorties: -1 }, '« sorties » : un nombre de 0 à 2'],
    [{ sorties: Number.NaN }, '« sorties »'],
    [{ frequenceCmo: [1] }, '6 nombres'],
    [{ categorie: { A: 1, B: 1 } }, 'A, B et C'],
    [{ partCourte: 0.9 }, 'dépassent 1 ensemble'],
    [[], 'Un objet est attendu'],
    [null, 'Un objet est attendu'],
  ])('%j is refused in French', (donnees, phrase) => {
    expect(() => lireHypotheses(donnees)).toThrow(HypotheseRefusee)
    expect(() => lireHypotheses(donnees)).toThrow(phrase)
  })

  test('the contract’s own data take the place of the default', () => {
    expect(lireHypotheses({ sorties: 0.1 })).toEqual({ ...h, sorties: 0.1 })
  })
})
