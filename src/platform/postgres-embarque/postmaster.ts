import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { executer } from './compte.ts'
import { supprimerDossierTemporaire } from './temporaire.ts'

/** What a running server writes in its folder (postmaster.pid, one value per line). */
export type Postmaster = { pid: number; socketDir: string; pret: boolean }

export async function lirePostmaster(donnees: string): Promise<Postmaster | undefined> {
  const texte = await readFile(join(donnees, 'postmaster.pid'), 'utf8').catch(() => '')
  const lignes = texte.split('\n')
  const pid = Number(lignes[0])
  // A power cut can leave the file empty or half written.
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  return { pid, socketDir: lignes[4]?.trim() ?? '', pret: lignes[7]?.trim() === 'ready' }
}

/**
 * Is `pid` a server that works in this very folder? A number alone proves nothing: after a power cut it may be another
 * program's, and a copied folder carries the number of the original's server.
 */
export async function sertLeDossier(pid: number, donnees: string): Promise<boolean> {
  if (!estVivant(pid)) return false
  if (process.platform !== 'linux') {
    const { sortie } = await executer('ps', ['-o', 'comm=', '-p', String(pid)], {})
    return sortie.includes('postgres')
  }
  // A server's working directory is its data folder. A zombie has none left.
  const [ici, la] = await Promise.all([stat(donnees), stat(`/proc/${pid}/cwd`).catch(() => undefined)])
  return la !== undefined && la.ino === ici.ino && la.dev === ici.dev
}

/**
 * Removes what a server that is no more left behind: its socket folder, and the postmaster.pid that would make PostgreSQL
 * refuse to start (empty after a power cut, or naming a process that is now another program).
 */
export async function oublierPostmaster(donnees: string): Promise<void> {
  const reste = await lirePostmaster(donnees)
  if (reste && (await sertLeDossier(reste.pid, donnees))) return // started meanwhile by another launch
  await rm(join(donnees, 'postmaster.pid'), { force: true })
  await supprimerDossierTemporaire(reste?.socketDir)
}

/** Resolves when the server no longer runs. Polls: the server may not be our child. */
export async function attendreFin(pid: number, donnees: string): Promise<void> {
  while (await sertLeDossier(pid, donnees)) await patienter()
}

/** One turn of a polling loop: short enough not to be felt, long enough not to weigh. */
export function patienter(millisecondes = 5): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millisecondes))
}

export function estVivant(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (erreur) {
    return (erreur as NodeJS.ErrnoException).code === 'EPERM'
  }
}
