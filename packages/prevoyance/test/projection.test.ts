import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { genererRecensement } from '../src/generateur/index.ts'
import { MODULE } from '../src/genere/projection.gen.ts'
import { compilerModule } from '../src/moteur/wasm/charger.ts'
import { SEMIS } from '../src/projection/constantes.ts'
import {
  COMPTEURS,
  Empreinte,
  HYPOTHESES,
  HypotheseRefusee,
  hypothesesParDefaut,
  lireHypotheses,
  NOMBRE_COMPTEURS,
  type PopulationProjetee,
  type Projection,
  preparerPopulation,
  preparerProjection,
  projeter,
} from '../src/projection/index.ts'
import { genreDeTirage } from '../src/projection/instance.ts'
import type { Memoire } from '../src/projection/memoire.ts'
import { PLAN } from '../src/projection/plan.ts'
import { semer } from '../src/projection/semer.ts'
import { threefry } from '../src/projection/threefry.ts'
import { preparerTirage } from '../src/projection/tirer.ts'
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

/** The generator of the module, alone. */
function semerSimd(cle: number, graine: number, debut: number, fin: number, evenement: number) {
  const exports = new WebAssembly.Instance(compilerModule(MODULE)!).exports as unknown as {
    readonly memoire: WebAssembly.Memory
    readonly semer: (...entiers: readonly number[]) => void
  }
  exports.memoire.grow(Math.ceil(PLAN.libre / 65_536))
  new Float64Array(
    exports.memoire.buffer,
    PLAN.adresses['logarithme'],
    projection.tables.logarithme.length,
  ).set(projection.tables.logarithme)
  exports.semer(cle, graine, debut, fin, evenement, 0)
  const lire = (nom: string) =>
    new Int32Array(exports.memoire.buffer, PLAN.adresses[nom], (fin - debut) * SEMIS)
  const delais = new Float64Array(exports.memoire.buffer, PLAN.adresses['delais'], (fin - debut) * SEMIS)
  return { premiers: lire('premiers'), seconds: lire('seconds'), delais }
}

test.each(CONNUS)('and so does the vector one: $attendu', ({ cle, compteur, attendu }) => {
  const { premiers, seconds } = semerSimd(cle[0], cle[1], compteur[0], compteur[0] + 1, compteur[1])
  expect([premiers[0]! >>> 0, seconds[0]! >>> 0]).toEqual(attendu)
})

test('numbers drawn together, by TypeScript or by vectors, are those of the generator one by one', () => {
  const entier = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
  fc.assert(
    fc.property(
      entier,
      entier,
      fc.nat(1e6),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(100),
      (cle, graine, t, n, e) => {
        const nombres = n * SEMIS
        const m = {
          premiers: new Int32Array(nombres),
          seconds: new Int32Array(nombres),
          delais: new Float64Array(nombres),
        }
        semer(
          { ...m, logarithme: projection.tables.logarithme } as unknown as Memoire,
          cle,
          graine,
          t,
          t + n,
          e * SEMIS,
          0,
        )
        expect(semerSimd(cle, graine, t, t + n, e * SEMIS)).toEqual(m)
        const sortie = new Int32Array(2)
        for (let i = 0; i < n * SEMIS; i++) {
          threefry(cle, graine, t + Math.floor(i / SEMIS), e * SEMIS + (i % SEMIS), sortie)
          expect([m.premiers[i], m.seconds[i]]).toEqual([...sortie])
          // The table is linear on 4 096 segments: seven digits of the true logarithm.
          expect(m.delais[i]).toBeCloseTo(-Math.log((sortie[0]! >>> 0) / 2 ** 32), 6)
        }
      },
    ),
    { numRuns: 40 },
  )
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
  const { compteurs } = preparerTirage(
    { population: rares, tables, graine, finInvalidite: hypotheses.finInvalidite },
    chocs,
    1,
  )(0, 1)
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

  test('gives the same bits by WebAssembly and by the TypeScript that it is compiled from', () => {
    expect(genreDeTirage()).toBe('simd')
    const agent = fc.record({
      lot: fc.nat(2),
      tranche: fc.nat(5),
      age: fc.nat(59),
      plein: fc.constantFrom(0, 30, 60, 90),
      demi: fc.constantFrom(0, 30, 90, 270),
      seuilCld: fc.constantFrom(0, 30_000, 65_536),
      seuilInvalidite: fc.constantFrom(0, 30_000, 65_536),
      joursAvantAge: fc.constantFrom(0, 1, 364, 365, 10_000),
      cmo: fc.constantFrom(0, 0.001, 0.02, 0.3),
      longue: fc.constantFrom(0, 0.0001, 0.01),
      sortie: fc.constantFrom(0, 0.0003, 0.01),
      montants: fc.array(fc.constantFrom(0, 1, 99_999, 400_000), { minLength: 15, maxLength: 15 }),
    })
    const melange = fc.record({
      agents: fc.array(agent, { minLength: 1, maxLength: 6 }),
      options: fc.integer({ min: 1, max: 3 }),
      graine: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fin: fc.constantFrom(0, 0.04, 2),
      tirages: fc.integer({ min: 1, max: 150 }),
      bloc: fc.integer({ min: 1, max: 150 }),
    })
    fc.assert(
      fc.property(melange, ({ agents: a, options, graine, fin, tirages, bloc }) => {
        const colonne = <T>(
          type: { from(n: readonly number[]): T },
          nom: Exclude<keyof (typeof a)[number], 'montants'>,
        ) => type.from(a.map((ligne) => ligne[nom]))
        const montants = (rang: number) =>
          Float64Array.from(a.flatMap((l) => l.montants.slice(rang * options, (rang + 1) * options)))
        const population: PopulationProjetee = {
          nombre: a.length,
          lots: 3,
          options,
          cle: Uint32Array.from(a.keys()),
          lot: colonne(Uint8Array, 'lot'),
          tranche: colonne(Uint8Array, 'tranche'),
          age: colonne(Uint8Array, 'age'),
          plein: colonne(Uint16Array, 'plein'),
          demi: colonne(Uint16Array, 'demi'),
          seuilCld: colonne(Uint32Array, 'seuilCld'),
          seuilInvalidite: colonne(Uint32Array, 'seuilInvalidite'),
          joursAvantAge: colonne(Uint32Array, 'joursAvantAge'),
          cmo: colonne(Float64Array, 'cmo'),
          longue: colonne(Float64Array, 'longue'),
          sortie: colonne(Float64Array, 'sortie'),
          assiette: montants(0),
          assietteJour: montants(0),
          indemnite: montants(1),
          indemniteJour: montants(2),
          rente: montants(3),
          renteJour: montants(4),
        }
        const p = { ...projection, population, graine, hypotheses: { ...h, finInvalidite: fin } }
        expect([...projeter(p, 0, tirages, bloc, 'simd')]).toEqual([...projeter(p, 0, tirages, bloc, 'js')])
      }),
      { numRuns: 60 },
    )
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
