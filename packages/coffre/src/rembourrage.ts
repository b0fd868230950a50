import type { Octets } from './primitives.ts'
import { refuser } from './refus.ts'

/** Nothing sealed is smaller: a short story and a long one look alike. Bytes. */
export const PLANCHER = 4096

/** Padded size of `n` bytes: Padmé above the floor, at most 12 % more; only the bucket is told, not the size. */
export function tailleRembourree(n: number): number {
  if (!Number.isInteger(n) || n < 0 || n > 2 ** 31 - 1) refuser('chiffrement-impossible')
  const e = 31 - Math.clz32(n)
  const pas = 2 ** (e - (32 - Math.clz32(e)))
  return n <= PLANCHER ? PLANCHER : Math.ceil(n / pas) * pas
}

/** Content, one byte 0x80, zeros up to the padded size: the content stays readable at the head of what `age -d` prints. */
export function rembourrer(contenu: Uint8Array): Octets {
  const sortie = new Uint8Array(tailleRembourree(contenu.length + 1))
  sortie.set(contenu)
  sortie[contenu.length] = 0x80
  return sortie
}

/** Reverse of `rembourrer`; refuses (`illisible`) a padding or a size that it would not have written. */
export function retirerRembourrage(octets: Uint8Array): Octets {
  const fin = octets.findLastIndex((octet) => octet !== 0)
  if (octets[fin] !== 0x80 || tailleRembourree(fin + 1) !== octets.length) refuser('illisible')
  return new Uint8Array(octets.subarray(0, fin))
}
