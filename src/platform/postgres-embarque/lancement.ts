import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BinairesPrets } from './binaires.ts'
import { type Compte, designer, ENVIRONNEMENT } from './compte.ts'
import { placeLibre } from './creation.ts'
import { causeDe, ServeurIndisponible } from './indisponible.ts'
import { lirePostmaster, patienter } from './postmaster.ts'
import { enArguments } from './reglages.ts'

const JOURNAL_MAX = 5_000_000 // bytes; an older log is cut at the next start

/** Starts `postgres` on `donnees` and waits until it accepts connections. */
export async function lancer(
  donnees: string,
  { bin, temporaire }: BinairesPrets,
  compte: Compte | undefined,
  reglages: Record<string, string>,
  dire: Dire,
): Promise<void> {
  const fichier = `${donnees}.log`
  const debut = await preparerJournal(fichier)
  const reference = await designer(donnees, compte)
  const journal = await open(fichier, 'a', 0o600).catch(async (erreur) => {
    await reference.fermer()
    throw await expliquer(donnees, fichier, String(erreur))
  })
  const enfant = spawn(
    join(bin, 'postgres'),
    ['-D', reference.chemin, ...enArguments({ ...reglages, unix_socket_directories: temporaire })],
    {
      ...compte,
      cwd: '/',
      env: ENVIRONNEMENT,
      // A group of its own: Ctrl-C in the terminal reaches the application, which stops the server when it is done.
      detached: true,
      stdio: [
        'ignore',
        journal.fd,
        journal.fd,
        ...(reference.descripteur === undefined ? [] : [reference.descripteur]),
      ],
    },
  )
  const fin = suivreFin(enfant)
  await Promise.all([journal.close(), reference.fermer()])
  enfant.unref()
  if (await attendrePret(donnees, enfant.pid, fin, dire)) return
  const messages = (await readFile(fichier)).subarray(debut).toString('utf8')
  throw await expliquer(donnees, fichier, messages || String(fin.raison))
}

type Dire = (ligne: string) => void
type Fin = { raison: string | undefined }

function suivreFin(enfant: ChildProcess): Fin {
  const fin: Fin = { raison: undefined }
  enfant.once('error', (erreur) => {
    fin.raison = erreur.message
  })
  enfant.once('exit', (code, signal) => {
    fin.raison = `exit ${code ?? signal}`
  })
  return fin
}

// No deadline: after a crash PostgreSQL replays its journal, for minutes if need be, and it must not be stopped.
async function attendrePret(
  donnees: string,
  pid: number | undefined,
  fini: Fin,
  dire: Dire,
): Promise<boolean> {
  const alerte = setTimeout(() => dire('La base de données se remet d’un arrêt brutal : patientez.'), 5_000)
  try {
    while (fini.raison === undefined) {
      const postmaster = await lirePostmaster(donnees)
      if (postmaster?.pid === pid && postmaster?.pret) return true
      await patienter()
    }
    return false
  } finally {
    clearTimeout(alerte)
  }
}

export function dejaOuvert(pid: number | undefined): ServeurIndisponible {
  const qui = pid === undefined ? 'est déjà ouverte' : `est déjà ouverte par le processus ${pid}`
  return new ServeurIndisponible('deja-ouvert', qui)
}

async function preparerJournal(fichier: string): Promise<number> {
  const taille = await stat(fichier).then(
    (infos) => infos.size,
    () => 0,
  )
  if (taille < JOURNAL_MAX) return taille
  await writeFile(fichier, '')
  return 0
}

async function expliquer(donnees: string, fichier: string, messages: string): Promise<ServeurIndisponible> {
  const cause = causeDe(messages, await placeLibre(donnees))
  if (cause === 'deja-ouvert') return dejaOuvert(undefined)
  return new ServeurIndisponible(cause, cause === 'demarrage' ? fichier : donnees, messages.slice(-2_000))
}
