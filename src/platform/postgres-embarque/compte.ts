import { spawn } from 'node:child_process'
import { open, readFile, stat } from 'node:fs/promises'

/** The account the server programs run under, when it is not ours. */
export type Compte = { uid: number; gid: number }

const PERSONNE: Compte = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as root, so root hands the server to the owner of the folder, or to `nobody` when the
 * folder is root's own. An ordinary account keeps its identity (undefined).
 */
export async function choisirCompte(...dossiers: string[]): Promise<Compte | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const dossier of dossiers) {
    const proprietaire = await stat(dossier).catch(() => undefined)
    if (proprietaire && proprietaire.uid !== 0) return { uid: proprietaire.uid, gid: proprietaire.gid }
  }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const [, , uid, gid] = /^nobody:.*$/m.exec(passwd)?.[0].split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : PERSONNE
}

// Nothing is inherited: PGDATA, PGHOST, LD_LIBRARY_PATH or a French LC_MESSAGES would change what the programs do or say.
export const ENVIRONNEMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Runs a server program to its end under `compte`; `descripteur` becomes its descriptor 3. Never throws. */
export function executer(
  programme: string,
  args: string[],
  { compte, descripteur }: { compte?: Compte | undefined; descripteur?: number | undefined },
): Promise<{ code: number; sortie: string }> {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', 'pipe', ...(descripteur === undefined ? [] : [descripteur])] as const
    const enfant = spawn(programme, args, { ...compte, cwd: '/', env: ENVIRONNEMENT, stdio: [...stdio] })
    let sortie = ''
    enfant.stdout?.on('data', (morceau) => {
      sortie += morceau
    })
    enfant.stderr?.on('data', (morceau) => {
      sortie += morceau
    })
    enfant.on('error', (erreur) => resolve({ code: -1, sortie: erreur.message }))
    enfant.on('close', (code) => resolve({ code: code ?? -1, sortie }))
  })
}

/** How a program names the data folder: by its path, or by a descriptor it inherits. */
export type Reference = { chemin: string; descripteur: number | undefined; fermer: () => Promise<void> }

// PostgreSQL cuts paths at 1,024 bytes (MAXPGPATH) and appends file names to the folder.
const CHEMIN_MAX = 900

/**
 * A dropped account may not be able to enter the parents of the data folder (a home in 0700), and a very long path does
 * not fit: on Linux both are solved by opening the folder ourselves and naming it /proc/self/fd/3.
 */
export async function designer(donnees: string, compte: Compte | undefined): Promise<Reference> {
  const direct = process.platform !== 'linux' || (!compte && Buffer.byteLength(donnees) < CHEMIN_MAX)
  if (direct) return { chemin: donnees, descripteur: undefined, fermer: async () => {} }
  const ouvert = await open(donnees, 'r')
  return { chemin: '/proc/self/fd/3', descripteur: ouvert.fd, fermer: () => ouvert.close() }
}
