import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembler } from '../simd/octets.ts'
import { compiler } from './compiler.ts'
import { planifier } from './memoire.ts'
import { HorsTexte, lireTexte } from './texte.ts'

type Entier = number
type Reel = number
type Memoire = { readonly cases: Float64Array; readonly rangs: Int32Array }
const PLAN = planifier({ cases: ['f64', 8], rangs: ['i32', null] })
const CONSTANTES = { PAS: 365, TIERS: 1 / 3, 'MESURE.deux': 2 }

/** The functions of a text, exported, and their memory. */
function ouvrir(texte: string) {
  const fonctions = lireTexte(texte)
  const exportees = fonctions.map(({ nom }) => nom)
  const octets = assembler(
    compiler({ plan: PLAN, constantes: CONSTANTES, externes: [], fonctions, exportees }),
  )
  const exports = new WebAssembly.Instance(new WebAssembly.Module(octets.slice())).exports as unknown as {
    readonly memoire: WebAssembly.Memory
    readonly essai: (...nombres: readonly number[]) => void
  }
  new Int32Array(exports.memoire.buffer)[PLAN.rangs['rangs']!] = PLAN.libre
  return {
    essai: exports.essai,
    cases: new Float64Array(exports.memoire.buffer, PLAN.adresses['cases'], 8),
    rangs: new Int32Array(exports.memoire.buffer, PLAN.libre, 8),
  }
}

// The same lines, once as TypeScript runs them, once as they are compiled.
const PAS = CONSTANTES.PAS
const MESURE = { deux: 2 }
function moitie(m: Memoire, x: Reel): Reel {
  const demi = x * 0.5
  return demi + m.cases[1]!
}
function essai(m: Memoire, a: Entier, b: Entier, x: Reel): void {
  const { cases, rangs } = m
  cases[0] = a / b
  cases[1] = x > 1 || (a < b && !(a === 3)) ? x : -x
  cases[MESURE.deux]! += moitie(m, a)
  cases[3] = Math.min(x, b) - Math.max(a, 2)
  cases[4] = (a >>> 0) * 1
  rangs[0] = (a / b) | 0
  rangs[1] = x | 0
  rangs[2] = Math.max(Math.min(a, b), -7) + Math.clz32(a)
  rangs[3] = (((a << 3) ^ (b >>> 2)) & 0xff) | (a >> 1)
  let somme = 0
  for (let i = 0; i < 10; i++) {
    if (i === b % 7) continue
    if (i > 8) break
    let j = i
    while (j > 2) {
      somme += j
      j -= 2
      if (somme > PAS) break
    }
  }
  rangs[4]! -= somme
}
const TEXTE = `
import { PAS } from './constantes.ts'
/** A comment. */
function moitie(m: Memoire, x: Reel): Reel {
  const demi = x * 0.5
  return demi + m.cases[1]!
}
export function essai(m: Memoire, a: Entier, b: Entier, x: Reel): void {
  const { cases, rangs } = m // another
  cases[0] = a / b
  cases[1] = x > 1 || (a < b && !(a === 3)) ? x : -x
  cases[MESURE.deux]! += moitie(m, a)
  cases[3] = Math.min(x, b) - Math.max(a, 2)
  cases[4] = (a >>> 0) * 1
  rangs[0] = (a / b) | 0
  rangs[1] = x | 0
  rangs[2] = Math.max(Math.min(a, b), -7) + Math.clz32(a)
  rangs[3] = ((a << 3) ^ (b >>> 2)) & 0xff | (a >> 1)
  let somme = 0
  for (let i = 0; i < 10; i++) {
    if (i === b - ((b / 7) | 0) * 7) continue
    if (i > 8) break
    let j = i
    while (j > 2) {
      somme += j
      j -= 2
      if (somme > PAS) break
    }
  }
  rangs[4]! -= somme
}`

test('a compiled text does what TypeScript does with the same lines', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      (a, b, x) => {
        const js = { cases: new Float64Array(8), rangs: new Int32Array(8) }
        essai(js, a, b, x)
        const { essai: compile, cases, rangs } = ouvrir(TEXTE)
        compile(a, b, x)
        expect([...rangs]).toEqual([...js.rangs])
        expect([...cases].map((c) => c + 0)).toEqual([...js.cases].map((c) => c + 0))
      },
    ),
    { numRuns: 100 },
  )
})

test.each([
  ['function f(m: Memoire): void { x = 1 }', '« x » is not known'],
  ['function f(a: Entier): void { const b = a.length }', '« a.length » is not known'],
  ['function f(a: Reel): void { const b = a & 1 }', '« & »'],
  ['function f(a: Reel): void { if (a) return 1 }', 'whole number expected'],
  ['function f(m: Memoire): void { m.rien[0] = 1 }', 'not an array of the memory'],
  ['function f(a: string): void { }', 'type « string »'],
  ['function f(a: Entier): void { g(a) }', '« g » is not a function'],
  ['function f(a: Entier): void { const b = Math.sin(a) }', '« Math.sin » is not compiled'],
  ['function f(a: Entier): void { const b = `a` }', 'outside the subset'],
  ['function f(a: Entier): void { a **= 2 }', '« * » after'],
])('%s is refused when the module is built', (texte, phrase) => {
  expect(() => ouvrir(texte)).toThrow(HorsTexte)
  expect(() => ouvrir(texte)).toThrow(phrase)
})
