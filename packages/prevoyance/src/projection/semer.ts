import { SEMIS } from './constantes.ts'
import type { Entier, Memoire } from './memoire.ts'
import { PARITE } from './threefry.ts'

/**
 * Draws the pairs of numbers of events [evenement, evenement + 8[ of draws [debut, fin[, side by side: those of `threefry`, too large for a compiler
 * to copy here by itself (a test compares). WebAssembly does the same four by four (`semer-simd.ts`).
 * @param place rank of the first in `premiers` and `seconds`
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
  const { premiers, seconds } = m
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
      ici++
    }
}
