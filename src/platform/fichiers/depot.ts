/** Where bytes rest, by key: a folder of this machine or a bucket of an S3 server. Knows nothing of fingerprints nor of rows. */
export type Depot = {
  /** What an operator reads: where bytes go, never a secret. */
  readonly lieu: string
  /** Writes bytes whole before the answer, over those of the same key. */
  ecrire(cle: string, contenu: Uint8Array): Promise<void>
  /** The bytes of a key; null when there are none. */
  lire(cle: string): Promise<Buffer | null>
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
