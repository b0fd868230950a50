import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arrondi, BORNE_ARRONDI, centimes, lireCentimes, lireTaux, milliPourcent } from './centimes.ts'
import { direEuros, direTaux, enEuros } from './formats.ts'
import {
  estJour,
  finDePeriode,
  jourDuRang,
  joursInclus,
  plusJours,
  plusMois,
  rangDuJour,
  trentiemes,
} from './jours.ts'

const oracle = (a: number, b: number): number => {
  const [n, d] = [2n * BigInt(a) + BigInt(b), 2n * BigInt(b)]
  const q = n / d
  return Number(n < 0n && q * d !== n ? q - 1n : q)
}

describe('the one rounding', () => {
  test('rounds every half upwards, for every denominator in use', () => {
    let faux = 0
    for (const b of [2, 30, 35, 7, 10, 100, 1_000, 1_200, 10_000, 100_000, 36_500, 12_000_000]) {
      for (let k = -2_000; k <= 20_000; k++) {
        const a = k * b + Math.floor(b / 2)
        for (const pres of [a - 1, a, a + 1]) if (arrondi(pres, b) !== oracle(pres, b)) faux++
      }
    }
    expect(faux).toBe(0)
  })

  test('0 wrong cents in 1 000 000 random divisions, against BigInt', () => {
    let faux = 0
    let graine = 1
    const tirer = (max: number): number => {
      // Park and Miller: enough to spread the cases, and the same ones each time.
      graine = (graine * 48_271) % 2_147_483_647
      return Math.floor((graine / 2_147_483_647) * max)
    }
    for (let i = 0; i < 1_000_000; i++) {
      const a = tirer(i % 2 === 0 ? 100_000_000 : BORNE_ARRONDI) - (i % 7 === 0 ? 50_000_000 : 0)
      const b = 1 + tirer(i % 3 === 0 ? 200_000 : 20_000_000)
      if (arrondi(a, b) !== oracle(a, b)) faux++
    }
    expect(faux).toBe(0)
  })

  test('stays exact at the edge of its domain', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: -5, max: 5 }),
        fc.nat(1_000_000),
        (b, ecart, recul) => {
          const q = Math.floor(BORNE_ARRONDI / b) - 2 - recul
          const a = q * b + Math.floor(b / 2) + ecart
          fc.pre(Math.abs(a) < BORNE_ARRONDI)
          expect(arrondi(a, b)).toBe(oracle(a, b))
        },
      ),
      { numRuns: 20_000 },
    )
  })
})

describe('decimal text', () => {
  test('is read exactly, never through a binary fraction', () => {
    expect(lireCentimes('1823.03')).toEqual({ ok: true, valeur: 182_303 })
    expect(lireCentimes('0.29')).toEqual({ ok: true, valeur: 29 })
    expect(lireCentimes('775.0')).toEqual({ ok: true, valeur: 77_500 })
    expect(lireCentimes('1.5e3')).toEqual({ ok: true, valeur: 150_000 })
    expect(lireTaux('1.61')).toEqual({ ok: true, valeur: 1_610 })
    expect(lireTaux('1.615')).toEqual({ ok: true, valeur: 1_615 })
    expect(lireCentimes('-0')).toEqual({ ok: true, valeur: 0 })
  })

  test.each([
    ['10.005', 'trop-de-decimales'],
    ['1e-3', 'trop-de-decimales'],
    ['-1', 'negatif'],
    ['1e30', 'trop-grand'],
    ['NaN', 'illisible'],
    ['', 'illisible'],
    ['1,5', 'illisible'],
    ['Infinity', 'illisible'],
  ] as const)('« %s » is refused: %s', (texte, refus) => {
    expect(lireCentimes(texte)).toEqual({ ok: false, refus })
  })

  test('a rate with four decimals is refused', () => {
    expect(lireTaux('1.6105')).toEqual({ ok: false, refus: 'trop-de-decimales' })
  })

  test('every amount survives writing and reading', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (n) => {
        expect(lireCentimes(String(enEuros(centimes(n))))).toEqual({ ok: true, valeur: n })
      }),
    )
  })

  test('amounts and rates are said in French', () => {
    expect(direEuros(centimes(182_303))).toBe('1\u202f823,03\u00a0€')
    expect(direEuros(centimes(-5))).toBe('−0,05\u00a0€')
    expect(direTaux(milliPourcent(1_610))).toBe('1,61\u00a0%')
    expect(direTaux(milliPourcent(90_000))).toBe('90\u00a0%')
  })
})

describe('days', () => {
  test('ranks follow the calendar of the machine, from 1900 to 2199', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_005 }), (rang) => {
        const jour = new Date(rang * 86_400_000).toISOString().slice(0, 10)
        expect(jourDuRang(rang)).toBe(jour)
        expect(rangDuJour(jour)).toBe(rang)
        expect(estJour(jour)).toBe(true)
      }),
    )
  })

  test('refuses days that do not exist', () => {
    for (const texte of [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '26-01-01',
      '2026-04-31',
    ])
      expect(estJour(texte)).toBe(false)
    expect(estJour('2024-02-29')).toBe(true)
  })

  test('months and years run date to date', () => {
    expect(plusMois('2026-01-31', 1)).toBe('2026-02-28')
    expect(plusMois('2024-02-29', 12)).toBe('2025-02-28')
    expect(plusMois('2026-03-15', -15)).toBe('2024-12-15')
    expect(finDePeriode('2026-01-05', 12)).toBe('2027-01-04')
    expect(finDePeriode('2024-02-29', 12)).toBe('2025-02-28')
    expect(finDePeriode('2025-11-30', 3)).toBe('2026-02-28')
    expect(finDePeriode('2026-01-31', 2)).toBe('2026-03-30')
    expect(joursInclus('2026-01-05', '2026-01-05')).toBe(1)
    expect(plusJours('2027-03-11', 30)).toBe('2027-04-10')
  })

  test('a month of pay is always thirty thirtieths, and a lone day is one of them', () => {
    expect(trentiemes([1, 30])).toEqual([1, 29])
    expect(trentiemes([1, 27])).toEqual([1, 29])
    expect(trentiemes([28])).toEqual([30])
    expect(trentiemes([10, 20])).toEqual([10, 20])
  })
})
