import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Depot } from './depot.ts'

let rang = 0

/** A folder of this machine, or one that several share: the default. Bytes are flushed before the answer, and appear whole. */
export function depotDossier(dossier: string): Depot {
  const chemin = (cle: string) => join(dossier, ...cle.split('/'))
  return {
    lieu: dossier,
    async ecrire(cle, contenu) {
      const cible = chemin(cle)
      await mkdir(dirname(cible), { recursive: true, mode: 0o700 })
      rang += 1
      const provisoire = `${cible}.${process.pid}.${Date.now()}.${rang}`
      const fichier = await open(provisoire, 'wx', 0o600)
      try {
        await fichier.writeFile(contenu)
        await fichier.sync()
      } finally {
        await fichier.close()
      }
      await rename(provisoire, cible)
    },
    lire: (cle) => readFile(chemin(cle)).catch(absent),
    async *lister() {
      for (const sous of (await listDossier(dossier)).sort())
        for (const nom of (await listDossier(join(dossier, sous))).sort()) {
          // Gone since it was listed: another process removed it.
          const vu = await stat(join(dossier, sous, nom)).catch(absent)
          if (vu) yield { cle: `${sous}/${nom}`, ecritLe: vu.mtime }
        }
    },
    supprimer: (cle) => rm(chemin(cle), { force: true }),
  }
}

function absent(erreur: NodeJS.ErrnoException): null {
  if (erreur.code === 'ENOENT') return null
  throw erreur
}

/** Names in a folder; none when it does not exist yet, or is no folder. */
async function listDossier(dossier: string): Promise<string[]> {
  try {
    return await readdir(dossier)
  } catch (erreur) {
    if (['ENOENT', 'ENOTDIR'].includes((erreur as NodeJS.ErrnoException).code ?? '')) return []
    throw erreur
  }
}
