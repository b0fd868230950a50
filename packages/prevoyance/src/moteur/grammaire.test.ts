import { describe, expect, test } from 'vitest'
import { point } from './definition.ts'
import { emettreFormule, emettreJs } from './emettre.ts'
import { HorsGrammaire, lireRegle, type Noeud } from './grammaire.ts'
import { construireGraphe } from './graphe.ts'

// The rules are given as texts: what a test runner makes of a function is not what Node reads.
const lire = (texte: string) => lireRegle(texte)
const js = (texte: string): string =>
  emettreJs(
    lire(texte).corps,
    (nom) => nom,
    (d) => `(1 / ${d})`,
  )

describe('the grammar of point rules', () => {
  test('keeps priorities and parentheses', () => {
    expect(js('(a, b, c) => a + b * c')).toBe('a + b * c')
    expect(js('(a, b, c) => (a + b) * c')).toBe('(a + b) * c')
    expect(js('(a, b, c) => a - (b - c)')).toBe('a - (b - c)')
    expect(js('(a, b) => a > 0 && b === 1 ? 1_000 : min(a, b)')).toBe(
      'a > 0 && b === 1 ? 1000 : Math.min(a, b)',
    )
    expect(js('(a, b) => a * (b > 1 ? 2 : 3)')).toBe('a * (b > 1 ? 2 : 3)')
  })

  test('writes the rounding of the engine', () => {
    expect(js('(a) => R(a, 100_000)')).toBe('Math.floor((a + 50000.5) * (1 / 100000))')
    expect(js('(a) => R(a, 365)')).toBe('Math.floor((a + 182.5) * (1 / 365))')
    expect(js('(a, b) => R(a, b)')).toBe('R(a, b)')
  })

  test.each([
    ['a division', '(a) => a / 2'],
    ['a remainder', '(a) => a % 2'],
    ['a statement', '(a) => { return a }'],
    ['a call to anything else', '(a) => Math.round(a)'],
    ['a text', "(a) => a === 'x' ? 1 : 0"],
    ['a name that is not a parameter', '(a) => a + b'],
    ['a parameter never used', '(a, b) => a'],
    ['an assignment', '(a) => (a = 1)'],
    ['a property', '(a) => a.length'],
    ['too few arguments', '(a) => R(a)'],
    ['a function that is not an arrow', 'function f(a) { return a }'],
    ['an unfinished expression', '(a) => a +'],
  ])('refuses %s', (_, texte) => {
    expect(() => lire(texte)).toThrow(HorsGrammaire)
  })
})

/** A hole of a generated template. */
const trou = (dedans: string): string => `\${${dedans}}`

describe('dimensions', () => {
  const echelles: Readonly<Record<string, number>> = { euros: 100, taux: 100_000, autres: 100 }
  const dire = (texte: string) =>
    emettreFormule(
      lire(texte).corps,
      (nom) => echelles[nom]!,
      (n: Noeud) => emettreJs(n, (nom) => `v.${nom}`, String),
    )

  test('a rate of an amount, rounded, is an amount; the divisor of scale is not said', () => {
    expect(dire('(euros, taux) => R(euros * taux, 100_000)')).toEqual({
      code: `\`${trou('d.euros')} × ${trou('d.taux')}\``,
      echelle: 100,
    })
    expect(dire('(euros, taux) => R(euros * taux * 12, 36_500_000)').code).toBe(
      `\`${trou('d.euros')} × ${trou('d.taux')} × 12 ÷ 365\``,
    )
  })

  test('only the branch taken is said', () => {
    expect(dire('(euros, autres) => euros > autres ? euros : autres').code).toBe(
      `\`${trou(`v.euros > v.autres ? \`${trou('d.euros')}\` : \`${trou('d.autres')}\``)}\``,
    )
  })

  test('adding a rate to an amount, or forgetting a divisor, does not build', () => {
    expect(() => dire('(euros, taux) => euros + taux')).toThrow(HorsGrammaire)
    expect(() => dire('(euros, taux) => R(euros * taux, 100)')).toThrow(HorsGrammaire)
    expect(() => dire('(euros, taux) => max(euros, taux)')).toThrow(HorsGrammaire)
  })
})

describe('the graph', () => {
  const carte = { libelle: 'x', reference: 'x' }
  test('refuses a circle, a name defined nowhere, a name defined twice', () => {
    const a = point({ ...carte, id: 'a' }, (b) => b!)
    const b = point({ ...carte, id: 'b' }, (a) => a!)
    const texte = (regle: typeof a, source: string) => ({
      ...regle,
      calcul: Object.assign(regle.calcul, { toString: () => source }),
    })
    const enRond = [texte(a, '(b) => b'), texte(b, '(a) => a')]
    expect(() => construireGraphe(enRond, [])).toThrow('circle')
    expect(() => construireGraphe([texte(a, '(c) => c')], [])).toThrow('defined nowhere')
    expect(() => construireGraphe([texte(a, '(c) => c'), texte(a, '(c) => c')], [])).toThrow('defined twice')
  })
})
