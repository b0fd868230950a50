import { createReadStream } from 'node:fs'

/** A census to read: the path of a file, or its bytes as they arrive (a Node stream, a web stream, an upload). */
export type SourceRecensement = string | URL | AsyncIterable<Uint8Array>

/** The first bytes of a source, and the whole of it (those bytes included). */
export interface Debut {
  readonly tete: Uint8Array
  readonly flux: AsyncIterable<Uint8Array>
  /** Closes the source, read or not. */
  readonly fermer: () => Promise<void>
}

const TETE = 4_096

/** Opens a source as a sequence of chunks of bytes. */
export const ouvrir = (source: SourceRecensement): AsyncIterable<Uint8Array> =>
  typeof source === 'string' || source instanceof URL ? createReadStream(source) : source

/** Reads the first 4 096 bytes, however the source is cut into chunks, without losing them. */
export async function lireDebut(flux: AsyncIterable<Uint8Array>): Promise<Debut> {
  const iterateur = flux[Symbol.asyncIterator]()
  const debut: Uint8Array[] = []
  let taille = 0
  let fini = false
  while (taille < TETE && !fini) {
    const { done, value } = await iterateur.next()
    fini = done === true
    if (!done) {
      debut.push(value)
      taille += value.length
    }
  }
  async function* reprendre() {
    yield* debut
    while (!fini) {
      const { done, value } = await iterateur.next()
      if (done) return
      yield value
    }
  }
  const fermer = async () => {
    await iterateur.return?.()
  }
  return { tete: Buffer.concat(debut).subarray(0, TETE), flux: reprendre(), fermer }
}

/**
 * Gathers a whole source in memory.
 * @param maximum bytes
 * @param tropLourd called, and expected to throw, when the source is larger
 */
export async function rassembler(
  flux: AsyncIterable<Uint8Array>,
  maximum: number,
  tropLourd: () => never,
): Promise<Buffer> {
  const morceaux: Uint8Array[] = []
  let taille = 0
  for await (const morceau of flux) {
    taille += morceau.length
    if (taille > maximum) tropLourd()
    morceaux.push(morceau)
  }
  return Buffer.concat(morceaux)
}
