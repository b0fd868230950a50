import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** Makes a folder, for our account alone; its name, and those of the folders made with it, outlive a power cut. */
export async function faireDossier(dossier: string): Promise<void> {
  const premier = await mkdir(dossier, { recursive: true, mode: 0o700 })
  if (!premier) return
  const haut = resolve(premier).length
  for (let fait = resolve(dossier); fait.length >= haut; fait = dirname(fait)) await graver(dirname(fait))
}

/** Flushes the names that a folder holds. */
export async function graver(dossier: string): Promise<void> {
  const ouvert = await open(dossier, 'r')
  try {
    await ouvert.sync()
  } finally {
    await ouvert.close()
  }
}

/** Names in a folder; none when it does not exist yet, or is no folder. */
export async function listDossier(dossier: string): Promise<string[]> {
  try {
    return await readdir(dossier)
  } catch (erreur) {
    if (['ENOENT', 'ENOTDIR'].includes((erreur as NodeJS.ErrnoException).code ?? '')) return []
    throw erreur
  }
}

/** Removes the files of a folder that were last written before an instant, those whose name is `voulu`; returns how many. */
export async function retirerAvant(
  dossier: string,
  avant: Date,
  voulu: (nom: string) => boolean = () => true,
): Promise<number> {
  let retires = 0
  for (const nom of (await listDossier(dossier)).filter(voulu)) {
    const reste = join(dossier, nom)
    const vu = await stat(reste).catch(absent)
    if (!vu || +vu.mtime >= +avant) continue
    await rm(reste, { force: true })
    retires += 1
  }
  return retires
}

/** Null for a file that is not there, or no longer: another process removed it. */
export function absent(erreur: NodeJS.ErrnoException): null {
  if (erreur.code === 'ENOENT') return null
  throw erreur
}
