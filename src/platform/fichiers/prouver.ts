import { createHash } from 'node:crypto'
import { pipeline, type Readable, Transform } from 'node:stream'

/**
 * Lets bytes through and compares them with their SHA-256. Its last piece waits for the proof: bytes that are not those of their name are never
 * given whole, and the stream fails with the error that `dire` makes. Destroyed, it destroys its source.
 */
export function prouver(source: Readable, sha256: string, dire: () => Error): Readable {
  const hachage = createHash('sha256')
  let retenu: Buffer | null = null
  const preuve = new Transform({
    transform(morceau: Buffer, _, suite) {
      hachage.update(morceau)
      const avant = retenu
      retenu = morceau
      suite(null, avant)
    },
    flush(fin) {
      if (hachage.digest('hex') === sha256) fin(null, retenu)
      else fin(dire())
    },
  })
  // Failures are read on the stream that is given.
  return pipeline(source, preuve, () => {})
}
