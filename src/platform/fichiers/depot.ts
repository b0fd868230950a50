import type { Readable } from 'node:stream'
import type { MisDeCote, Recu } from './mettre-de-cote.ts'

/** Bytes on their way out, and how many there will be. Whoever asked reads them to the end, or destroys the stream. */
export type Lecture = { readonly taille: number; readonly octets: Readable }

/** Where bytes rest, by key: a folder of this machine or a bucket of an S3 server. Knows nothing of rows, nor of what bytes should be. */
export type Depot = {
  /** What an operator reads: where bytes go, never a secret. */
  readonly lieu: string
  /** Writes bytes whole before the answer, over those of the same key. */
  ecrire(cle: string, contenu: Uint8Array): Promise<void>
  /**
   * Writes bytes as they come, never held whole in memory, under the key drawn from their SHA-256 once the last is there. Whole or not at all:
   * what `octets` or `nommer` throws goes through, and nothing is written.
   */
  deposer(octets: AsyncIterable<Uint8Array>, nommer: (sha256: string) => string): Promise<Recu>
  /** The bytes of a key, as they rest; null when there are none. Cut for good, the stream fails with DepotIndisponible. */
  ouvrir(cle: string): Promise<Lecture | null>
  /** Puts bytes aside on a disk of this installation, for the time of reading them again. */
  mettreDeCote(octets: AsyncIterable<Uint8Array>): Promise<MisDeCote>
  /** Every key with when it was last written, in any order. What goes meanwhile may be missing. */
  lister(): AsyncIterable<{ readonly cle: string; readonly ecritLe: Date }>
  /** Removes a key; nothing happens when it is gone already. */
  supprimer(cle: string): Promise<void>
  /** Removes what writes that never ended left before this instant; returns how many. What is being written stays. */
  nettoyer(avant: Date): Promise<number>
}

/** The store did not answer, or refused us: the same request may succeed later. A French sentence for the operator, without a secret. */
export class DepotIndisponible extends Error {
  override readonly name = 'DepotIndisponible'
  /** Nothing will change by trying again: a key, a bucket or an address to correct. */
  readonly aCorriger: boolean
  constructor(message: string, aCorriger = false) {
    super(message)
    this.aCorriger = aCorriger
  }
}

/** A row names bytes that the store does not have, or no longer has as they were given. */
export class FichierPerdu extends Error {
  override readonly name = 'FichierPerdu'
}
