import { createHash } from 'node:crypto'

/** Digest of the rows of one statement, the same for whoever read them. */
export const empreinte = (lignes: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(lignes ?? null))
    .digest('hex')
    .slice(0, 16)
