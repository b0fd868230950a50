import { DEUX_19, LN2, SEMIS } from './constantes.ts'
import type { Entier, Memoire } from './memoire.ts'
import { PARITE } from './threefry.ts'

/** Exponential of mean 1 from 32 bits, by the logarithm of a table: the same in every language. */
export function exponentielle(logarithme: Float64Array, u: number): number {
  const v = u === 0 ? 1 : u
  const zeros = Math.clz32(v)
  const mantisse = v << zeros
  const rang = (mantisse >>> 19) & 4_095
  const l0 = logarithme[rang]!
  return (zeros + 1) * LN2 + (l0 + (logarithme[rang + 1]! - l0) * ((mantisse & 0x7ffff) * DEUX_19))
}

/**
 * Draws the pairs of numbers of events [evenement, evenement + 8[ of draws [debut, fin[, side by side: those of `threefry`, too large for a compiler
 * to copy here by itself (a test compares). WebAssembly does the same four by four (`semer-simd.ts`).
 * Also turns each first number into the time to an event, in `delais`.
 * @param place rank of the first in `premiers`, `seconds` and `delais`
 */
export function semer(
  m: Memoire,
  cle: Entier,
  graine: Entier,
  debut: Entier,
  fin: Entier,
  evenement: Entier,
  place: Entier,
): void {
  const { delais, logarithme, premiers, seconds } = m
  const k2 = PARITE ^ cle ^ graine
  let ici = place
  for (let t = debut; t < fin; t++)
    for (let e = evenement; e < evenement + SEMIS; e++) {
      let x = (t + cle) | 0
      let y = (e + graine) | 0
      x = (x + y) | 0
      y = ((y << 13) | (y >>> 19)) ^ x
      x = (x + y) | 0
      y = ((y << 15) | (y >>> 17)) ^ x
      x = (x + y) | 0
      y = ((y << 26) | (y >>> 6)) ^ x
      x = (x + y) | 0
      y = ((y << 6) | (y >>> 26)) ^ x
      x = (x + graine) | 0
      y = (y + k2 + 1) | 0
      x = (x + y) | 0
      y = ((y << 17) | (y >>> 15)) ^ x
      x = (x + y) | 0
      y = ((y << 29) | (y >>> 3)) ^ x
      x = (x + y) | 0
      y = ((y << 16) | (y >>> 16)) ^ x
      x = (x + y) | 0
      y = ((y << 24) | (y >>> 8)) ^ x
      x = (x + k2) | 0
      y = (y + cle + 2) | 0
      x = (x + y) | 0
      y = ((y << 13) | (y >>> 19)) ^ x
      x = (x + y) | 0
      y = ((y << 15) | (y >>> 17)) ^ x
      x = (x + y) | 0
      y = ((y << 26) | (y >>> 6)) ^ x
      x = (x + y) | 0
      y = ((y << 6) | (y >>> 26)) ^ x
      x = (x + cle) | 0
      y = (y + graine + 3) | 0
      x = (x + y) | 0
      y = ((y << 17) | (y >>> 15)) ^ x
      premiers[ici] = x
      seconds[ici] = y
      delais[ici] = exponentielle(logarithme, x)
      ici++
    }
}

/** The same for one draw among others: the place after its own is left as it is. */
export function resemer(
  m: Memoire,
  cle: Entier,
  graine: Entier,
  debut: Entier,
  fin: Entier,
  evenement: Entier,
  place: Entier,
): void {
  semer(m, cle, graine, debut, fin, evenement, place)
}
