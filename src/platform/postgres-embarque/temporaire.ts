import { chmod, chown, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Compte } from './compte.ts'

const PREFIXE = 'maillage-pg-'
// The address of a Unix socket holds 107 bytes on Linux, 103 on macOS: "<folder>/.s.PGSQL.5432" must fit.
const ADRESSE_MAX = 103

/**
 * Folders that can hold the sockets: short enough, and open to the account of the server all the way down.
 * The data folder itself cannot: its path may be long, or closed to that account.
 */
export async function basesTemporaires(compte: Compte | undefined): Promise<string[]> {
  const bases: string[] = []
  for (const base of new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm'])) {
    const longueur = Buffer.byteLength(join(base, `${PREFIXE}XXXXXX`, '.s.PGSQL.5432.lock'))
    if (longueur <= ADRESSE_MAX && (await estTraversable(base, compte))) bases.push(base)
  }
  return bases
}

/** Creates, in `base`, a folder that only the account of the server (and root) can enter. */
export async function creerDossierTemporaire(base: string, compte: Compte | undefined): Promise<string> {
  const dossier = await mkdtemp(join(base, PREFIXE))
  await chmod(dossier, 0o700) // mkdtemp follows the umask, which may remove even our own rights
  if (compte) await chown(dossier, compte.uid, compte.gid)
  return dossier
}

/** Removes a folder made by `creerDossierTemporaire`, whose address may have been read in a file: nothing else. */
export async function supprimerDossierTemporaire(dossier: string | undefined): Promise<void> {
  if (dossier && basename(dossier).startsWith(PREFIXE)) await rm(dossier, { recursive: true, force: true })
}

async function estTraversable(dossier: string, compte: Compte | undefined): Promise<boolean> {
  const infos = await stat(dossier).catch(() => undefined)
  if (!infos?.isDirectory()) return false
  if (!compte) return true
  const droit = infos.uid === compte.uid ? 0o100 : 0o001
  if (!(infos.mode & droit)) return false
  const parent = dirname(dossier)
  return parent === dossier || estTraversable(parent, compte)
}
