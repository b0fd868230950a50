import { depuisTexte, empreinte, octetsCanoniques } from '@maillage/coffre'

/** A challenge: what the server marked, and how many zero bits the work must begin with. */
export type Defi = Readonly<{ organisme: string; bits: number; avant: number; alea: string; sig: string }>

const travail = (defi: Defi, depot: string, nonce: number): string =>
  empreinte(octetsCanoniques([defi.alea, depot, nonce]))

/** Whether a work is done: bound to this challenge and to this deposit, so that it serves once. */
export function effortFait(defi: Defi, depot: string, nonce: number): boolean {
  const octets = depuisTexte(travail(defi, depot, nonce))
  let zeros = 0
  for (const octet of octets) {
    zeros += octet === 0 ? 8 : Math.clz32(octet) - 24
    if (octet !== 0) break
  }
  return zeros >= defi.bits
}

/** Searches from `debut`, at most `pas` tries; the nonce, or null to be called again: a worker tells its progress between two calls. */
export function chercher(defi: Defi, depot: string, debut: number, pas: number): number | null {
  for (let nonce = debut; nonce < debut + pas; nonce++) if (effortFait(defi, depot, nonce)) return nonce
  return null
}

/** Does the whole work at once: for a process without a page. */
export function peiner(defi: Defi, depot: string): number {
  for (let debut = 0; ; debut += 10_000) {
    const trouve = chercher(defi, depot, debut, 10_000)
    if (trouve !== null) return trouve
  }
}
