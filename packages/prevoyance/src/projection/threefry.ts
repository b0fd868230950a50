/** Rotations of the rounds, again and again, how many rounds, and the parity of the key (Salmon and others, 2011). */
export const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const
export const TOURS = 13
export const PARITE = 0x1bd11bda

/**
 * Threefry2x32 with 13 rounds (Salmon, Moraes, Dror, Shaw: Parallel random numbers, 2011): two 32-bit numbers that depend on a
 * key and a counter, on nothing else. Keyed by (agent, seed), counted by (draw, event), a projection does not depend on the
 * order of its agents, on its blocks or on who computes them.
 * @param sortie receives both numbers
 */
export function threefry(
  k0: number,
  k1: number,
  c0: number,
  c1: number,
  sortie: Int32Array | Uint32Array,
): void {
  const k2 = PARITE ^ k0 ^ k1
  let x = (c0 + k0) | 0
  let y = (c1 + k1) | 0
  x = (x + y) | 0
  y = ((y << 13) | (y >>> 19)) ^ x
  x = (x + y) | 0
  y = ((y << 15) | (y >>> 17)) ^ x
  x = (x + y) | 0
  y = ((y << 26) | (y >>> 6)) ^ x
  x = (x + y) | 0
  y = ((y << 6) | (y >>> 26)) ^ x
  x = (x + k1) | 0
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
  y = (y + k0 + 2) | 0
  x = (x + y) | 0
  y = ((y << 13) | (y >>> 19)) ^ x
  x = (x + y) | 0
  y = ((y << 15) | (y >>> 17)) ^ x
  x = (x + y) | 0
  y = ((y << 26) | (y >>> 6)) ^ x
  x = (x + y) | 0
  y = ((y << 6) | (y >>> 26)) ^ x
  x = (x + k0) | 0
  y = (y + k1 + 3) | 0
  x = (x + y) | 0
  y = ((y << 17) | (y >>> 15)) ^ x
  sortie[0] = x
  sortie[1] = y
}
