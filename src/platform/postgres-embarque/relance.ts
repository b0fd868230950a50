import { chmod, chown, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaires } from './binaires.ts'
import type { Compte } from './compte.ts'
import { ServeurIndisponible } from './indisponible.ts'
import { lancer } from './lancement.ts'
import { lirePostmaster, patienter, sertLeDossier } from './postmaster.ts'
import { PORT } from './reglages.ts'

/** Everything that a start needs, kept by the process that owns the server. */
export type ServeurARelancer = {
  donnees: string
  binaires: Binaires
  compte: Compte | undefined
  reglages: Record<string, string>
  dire: (ligne: string) => void
}

/**
 * Starts again a server that stopped without being asked, behind the address that the application already knows.
 * @throws {ServeurIndisponible} with the sentence to show
 */
export async function relancer(serveur: ServeurARelancer, socketDir: string): Promise<void> {
  const { donnees, binaires, compte, reglages, dire } = serveur
  // The programs ran from a copy when the account of the server could not reach node_modules.
  const copie = join(socketDir, 'native', 'bin')
  const bin = (await stat(copie).catch(() => undefined)) ? copie : binaires.bin
  for (;;) {
    const autre = await lirePostmaster(donnees)
    if (autre && (await sertLeDossier(autre.pid, donnees))) return // another launch came first
    await nettoyer(donnees, socketDir, compte)
    try {
      return await lancer(donnees, { bin, temporaire: socketDir }, compte, reglages, dire)
    } catch (erreur) {
      // The last processes of the dead server let go of its memory within milliseconds.
      if (!(erreur instanceof ServeurIndisponible && erreur.code === 'deja-ouvert')) throw erreur
      await patienter(50)
    }
  }
}

async function nettoyer(donnees: string, socketDir: string, compte: Compte | undefined): Promise<void> {
  await rm(join(donnees, 'postmaster.pid'), { force: true })
  for (const nom of [`.s.PGSQL.${PORT}`, `.s.PGSQL.${PORT}.lock`])
    await rm(join(socketDir, nom), { force: true })
  // A cleaner of /tmp may have been here.
  await mkdir(socketDir, { recursive: true })
  await chmod(socketDir, 0o700)
  if (compte) await chown(socketDir, compte.uid, compte.gid)
}
