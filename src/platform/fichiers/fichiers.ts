import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type Fichiers = {
  /** Keeps bytes under their SHA-256, written and flushed before the answer; returns that name. */
  garder(contenu: Uint8Array): Promise<string>
  lire(sha256: string): Promise<Buffer>
}

/** A folder on this machine: the embedded default. The same bytes are kept once. */
export function fichiersDuDossier(dossier: string): Fichiers {
  const chemin = (sha256: string) => join(dossier, sha256.slice(0, 2), sha256)
  return {
    async garder(contenu) {
      const sha256 = createHash('sha256').update(contenu).digest('hex')
      const cible = chemin(sha256)
      await mkdir(dirname(cible), { recursive: true, mode: 0o700 })
      const provisoire = `${cible}.${process.pid}.${Date.now()}`
      const fichier = await open(provisoire, 'wx', 0o600)
      try {
        await fichier.writeFile(contenu)
        await fichier.sync()
      } finally {
        await fichier.close()
      }
      await rename(provisoire, cible)
      return sha256
    },
    lire: (sha256) => readFile(chemin(sha256)),
  }
}
