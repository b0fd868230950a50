import { createHash } from 'node:crypto'
import { chown, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Compte } from './compte.ts'

export const PORT = 5432 // names the socket file only: the server listens on no network
export const SUPERUTILISATEUR = 'postgres'

/** Settings of the server, for a small machine that also runs the application. Everything else keeps its default. */
export function reglages(majeure: number, { jetable = false } = {}): Record<string, string> {
  return {
    listen_addresses: '', // Unix socket only
    port: String(PORT),
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '64MB',
    huge_pages: 'off', // not worth 64 MB, and some containers announce them without giving them
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    max_wal_senders: '0', // no replica of an embedded server
    max_worker_processes: '4',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    max_parallel_maintenance_workers: '1',
    autovacuum_max_workers: '2',
    random_page_cost: '1.1', // SSD
    ...(majeure >= 18 ? { io_method: 'sync' } : {}), // saves three I/O processes; queries here are served from memory
    timezone: 'UTC', // queries name Europe/Paris where they need it
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Rows hold personal data: neither the failed statement nor its values may reach the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(jetable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
}

/** Tells whether an orphan runs the programs and the settings of this version of Maillage. */
export function empreinte(version: string, liste: Record<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify([version, liste]))
    .digest('hex')
    .slice(0, 16)
}

/** The same settings as arguments of `postgres`. */
export function enArguments(liste: Record<string, string>): string[] {
  return Object.entries(liste).flatMap(([nom, valeur]) => ['-c', `${nom}=${valeur}`])
}

/**
 * Who may connect: the account that runs Maillage, and root, under any role and without a password. The folder of the
 * socket is 0700, so for the others the door does not even exist; `peer` adds that the kernel names the caller, which
 * matters when root hands the server to `nobody`, an account that unrelated daemons share.
 * Before PostgreSQL 16 a map cannot say "any role": `trust` then rests on the 0700 folder alone (test clusters).
 */
export async function ecrireAcces(
  donnees: string,
  majeure: number,
  compte: Compte | undefined,
): Promise<void> {
  const methode = majeure >= 16 ? 'peer map=maillage' : 'trust'
  const comptes = new Set(['root', nomDuCompte()])
  await ecrire('pg_hba.conf', `local all all ${methode}\nhost all all all reject\n`)
  await ecrire('pg_ident.conf', [...comptes].map((nom) => `maillage "${nom}" all\n`).join(''))

  async function ecrire(nom: string, contenu: string) {
    const fichier = join(donnees, nom)
    await writeFile(fichier, contenu, { mode: 0o600 })
    if (compte) await chown(fichier, compte.uid, compte.gid)
  }
}

function nomDuCompte(): string {
  try {
    return userInfo().username
  } catch {
    return 'root' // no name on this system: initdb refuses such an account, with a sentence of ours
  }
}

/** How to reach the server whose socket is in `socketDir`. */
export function adresse(socketDir: string) {
  return {
    socketDir,
    port: PORT,
    superutilisateur: SUPERUTILISATEUR,
    url: (base: string, role = SUPERUTILISATEUR) =>
      `postgres://${encodeURIComponent(role)}@/${encodeURIComponent(base)}?host=${encodeURIComponent(socketDir)}&port=${PORT}`,
  }
}
