import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Tx } from '../base/base.ts'

export type Fichiers = {
  /** Keeps bytes under their SHA-256, written and flushed before the answer; returns that name. */
  garder(contenu: Uint8Array): Promise<string>
  lire(sha256: string): Promise<Buffer>
  /** Everything kept, in any order, with when it was last given. */
  lister(): AsyncIterable<{ readonly sha256: string; readonly gardeLe: Date }>
  /** Forgets bytes; nothing happens when they are gone already. */
  oublier(sha256: string): Promise<void>
}

/** A name that this application gave: anything else in the store is not ours. */
export const EMPREINTE = /^[0-9a-f]{64}$/

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
    async *lister() {
      for (const sous of (await listDossier(dossier)).sort())
        for (const sha256 of (await listDossier(join(dossier, sous))).sort()) {
          if (!EMPREINTE.test(sha256)) continue
          // Gone since it was listed: another process forgot it.
          const vu = await stat(join(dossier, sous, sha256)).catch(() => null)
          if (vu) yield { sha256, gardeLe: vu.mtime }
        }
    },
    oublier: (sha256) => rm(chemin(sha256), { force: true }),
  }
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

export type FichierRecu = {
  readonly nom: string
  readonly typeMime: string
  readonly taille: number
  readonly sha256: string
}

/** Writes the row of a file whose bytes are already kept: whose it is, who sent it (nobody known by a signed link), when. Returns its identifier. */
export async function insertFichier(
  tx: Tx,
  acteur: Pick<Acteur, 'cooperationId' | 'organismeId'> & { readonly personneId: string | null },
  fichier: FichierRecu,
  maintenant: Date,
): Promise<string> {
  const id = nouvelId()
  await tx
    .insertInto('fichier')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      nom: fichier.nom,
      type_mime: fichier.typeMime,
      taille: fichier.taille,
      sha256: fichier.sha256,
      depose_par: acteur.personneId,
      depose_le: maintenant,
    })
    .execute()
  return id
}
