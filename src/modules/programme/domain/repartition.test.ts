import { expect, it } from 'vitest'
import { type Cle, ENTIER, jugerCle, type Poids, partager, repartir } from './repartition.ts'

const AGENTS = [14_200, 19_800, 24_500, 16_100]
const membre = (rang: number, agents: number | null = AGENTS[rang] ?? 0): Poids => ({
  organismeId: `m${rang}`,
  agents,
  masse: null,
  libre: null,
})
const bretons = [0, 1, 2, 3].map((rang) => membre(rang))
const cle = (parts: Partial<Cle>): Cle => ({
  egale: 0,
  agents: 0,
  masse: 0,
  libre: 0,
  plafond: null,
  ...parts,
})

it('partage un poste commun : 30 % à parts égales, 70 % selon les agents', () => {
  expect(repartir(8_500_000, cle({ egale: 3_000, agents: 7_000 }), bretons)).toEqual([
    1_770_074, 2_216_723, 2_591_588, 1_921_615,
  ])
})

it('partage selon les agents, puis sous un plafond de 28 %', () => {
  const agents = cle({ agents: ENTIER })
  expect(repartir(8_500_000, agents, bretons)).toEqual([1_617_963, 2_256_032, 2_791_555, 1_834_450])
  expect(repartir(8_500_000, { ...agents, plafond: 2_800 }, bretons)).toEqual([
    1_752_739, 2_380_000, 2_380_000, 1_987_261,
  ])
})

it('partage à trois : qui n’en est pas ne paie rien', () => {
  expect(repartir(2_400_000, cle({ agents: ENTIER }), [bretons[0]!, bretons[1]!, bretons[3]!])).toEqual([
    680_240, 948_503, 771_257,
  ])
})

it('partage à parts égales, sur des pourcentages convenus, et rend ce qui est trop perçu', () => {
  expect(repartir(100, cle({ egale: ENTIER }), bretons.slice(0, 3))).toEqual([34, 33, 33])
  expect(repartir(-100, cle({ egale: ENTIER }), bretons.slice(0, 3))).toEqual([-34, -33, -33])
  const convenus = bretons.map((p, rang) => ({ ...p, libre: [5_000, 2_500, 2_500, 0][rang]! }))
  expect(repartir(1_001, cle({ libre: ENTIER }), convenus)).toEqual([501, 250, 250, 0])
})

it('donne les centimes restants aux plus grandes fractions, au premier nommé à égalité', () => {
  expect(partager(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(partager(7, [1, 2, 4])).toEqual([1, 2, 4])
  expect(partager(5, [0, 3, 3])).toEqual([0, 3, 2])
  expect(() => partager(5, [0, 0])).toThrow()
})

it('refuse une clé qui ne fait pas cent, une base tue, un plafond qui ne laisse pas payer le tout', () => {
  const code = (c: Partial<Cle>, poids = bretons) => {
    const lu = jugerCle(cle(c), poids)
    return lu.ok ? 'acceptee' : lu.refus.code
  }
  expect(code({ egale: ENTIER })).toBe('acceptee')
  expect(code({ egale: 9_999 })).toBe('parts-incompletes')
  expect(code({ agents: ENTIER }, [membre(0), membre(1, null)])).toBe('base-manquante')
  expect(code({ agents: ENTIER }, [membre(0, 0), membre(1, 0)])).toBe('base-nulle')
  expect(code({ masse: ENTIER })).toBe('base-manquante')
  expect(code({ libre: ENTIER })).toBe('libre-incomplet')
  expect(code({ egale: ENTIER, plafond: 2_499 })).toBe('plafond-trop-bas')
  expect(code({ egale: ENTIER, plafond: 2_500 })).toBe('acceptee')
  expect(code({ egale: ENTIER }, [])).toBe('personne')
})

it('ne perd ni n’invente un centime, sur 10 000 clés tirées', () => {
  // A small generator of its own: the same draws everywhere.
  let etat = 20_261_128
  const tirer = (n: number) => {
    etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0
    return etat % n
  }
  for (let tour = 0; tour < 10_000; tour++) {
    const n = 1 + tirer(13)
    const poids = Array.from({ length: n }, (_, rang) => ({
      organismeId: `m${rang}`,
      agents: tirer(4) === 0 ? 0 : tirer(100_000),
      masse: tirer(1_000_000_000),
      libre: 0,
    }))
    poids[0]!.libre = ENTIER
    poids[0]!.agents += 1
    poids[0]!.masse += 1
    const egale = tirer(ENTIER + 1)
    const agents = tirer(ENTIER + 1 - egale)
    const masse = tirer(ENTIER + 1 - egale - agents)
    const minimum = Math.ceil(ENTIER / n)
    const plafond = tirer(2) === 0 ? null : minimum + tirer(ENTIER + 1 - minimum)
    const lue = cle({ egale, agents, masse, libre: ENTIER - egale - agents - masse, plafond })
    expect(jugerCle(lue, poids).ok).toBe(true)
    const total = (tirer(2) === 0 ? 1 : -1) * tirer(1_000_000_000)
    const parts = repartir(total, lue, poids)
    expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
    expect(parts.every((part) => Number.isSafeInteger(part) && part * Math.sign(total) >= 0)).toBe(true)
    if (plafond !== null)
      // Caps are rounded down: a cent each may be left to share.
      for (const part of parts)
        expect(Math.abs(part)).toBeLessThanOrEqual(Math.floor((Math.abs(total) * plafond) / ENTIER) + n)
  }
})
