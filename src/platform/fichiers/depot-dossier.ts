import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Depot } from './depot.ts'

let rang = 0
/** What a write is called until it is whole: the name of its bytes, then the process, the instant and the rank. */
const PROVISOIRE = /^[0-9a-f]{64}\.\d+\.\d+\.\d+$/

/** A folder of this machine, or one that several share: the default. Bytes are flushed before the answer, and appear whole. */
export function depotDossier(dossier: string): Depot {
  const chemin = (cle: string) => join(dossier, ...cle.split('/'))
  return {
    lieu: dossier,
    async ecrire(cle, contenu) {
      const cible = chemin(cle)
      const premier = await mkdir(dirname(cible), { recursive: true, mode: 0o700 })
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
      // The name too must outlive a power cut, and that of a folder just made.
      await graver(dirname(cible))
      if (premier) await graver(dirname(premier))
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
    async nettoyer(avant) {
      let retires = 0
      for (const sous of await listDossier(dossier))
        for (const nom of await listDossier(join(dossier, sous))) {
          if (!PROVISOIRE.test(nom)) continue
          const reste = join(dossier, sous, nom)
          const vu = await stat(reste).catch(absent)
          if (!vu || +vu.mtime >= +avant) continue
          await rm(reste, { force: true })
          retires += 1
        }
      return retires
    },
  }
}

/** Flushes the names that a folder holds. */
async function graver(dossier: string): Promise<void> {
  const ouvert = await open(dossier, 'r')
  try {
    await ouvert.sync()
  } finally {
    await ouvert.close()
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
