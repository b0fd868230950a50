import type { Socket } from 'node:net'
import pg from 'pg'
import { estVivant, patienter } from './postmaster.ts'
import { PORT, SUPERUTILISATEUR } from './reglages.ts'

// Any pair of numbers will do, as long as nothing else locks it in the database `postgres`.
const VERROU = [0x6d61696c, 1] as const
const NOM = 'maillage proprietaire '

/** The connection that owns a server: while it lives, no other launch may adopt the server. */
export type Propriete = { client: pg.Client; reglages: string }

/** An answer of the server, or of its absence. */
export type Tentative =
  | { etat: 'obtenu'; propriete: Propriete }
  | { etat: 'pris'; pid: number | undefined }
  | { etat: 'injoignable'; raison: string }

async function essayer(socketDir: string): Promise<Tentative> {
  const client = new pg.Client({
    host: socketDir,
    port: PORT,
    user: SUPERUTILISATEUR,
    database: 'postgres',
    application_name: NOM + process.pid,
  })
  client.on('error', () => {}) // the end of the connection is told by 'end'
  try {
    await client.connect()
    const { rows } = await client.query(
      `select pg_try_advisory_lock($1, $2) as obtenu, current_setting('maillage.reglages', true) as reglages`,
      [...VERROU],
    )
    if (rows[0].obtenu) return { etat: 'obtenu', propriete: { client, reglages: rows[0].reglages ?? '' } }
    const autre = await client.query(
      `select application_name as nom from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and classid = $1 and objid = $2`,
      [...VERROU],
    )
    const pid = Number(autre.rows[0]?.nom.replace(NOM, ''))
    await client.end()
    return { etat: 'pris', pid: Number.isInteger(pid) ? pid : undefined }
  } catch (erreur) {
    await client.end().catch(() => {})
    return { etat: 'injoignable', raison: String(erreur) }
  }
}

/**
 * Tries to own the server behind `socketDir`, which is ready. The lock of a dead owner is given time to fall: the server
 * notices a killed process within milliseconds, not at once.
 * @param patience milliseconds left to an owner whose process is no more
 */
export async function prendrePropriete(socketDir: string, patience = 3_000): Promise<Tentative> {
  const limite = Date.now() + patience
  for (;;) {
    const tentative = await essayer(socketDir)
    if (tentative.etat !== 'pris' || Date.now() > limite) return tentative
    if (tentative.pid !== undefined && estVivant(tentative.pid)) return tentative
    await patienter()
  }
}

/**
 * Keeps the ownership: when the server cuts its connections to heal itself (a backend crashed), the lock is taken again.
 * @param vit tells whether the server still runs
 * @param perdu called once if it stops without `rendre`
 */
export function garder(
  socketDir: string,
  propriete: Propriete,
  vit: () => Promise<boolean>,
  perdu: () => void,
) {
  let rendu = false
  let client = propriete.client
  surveiller()

  function surveiller() {
    // A process that has nothing else to do may end: its server waits for the next launch.
    prise(client).unref()
    client.once('end', () => {
      if (!rendu) void reprendre()
    })
  }

  async function reprendre() {
    while (!rendu && (await vit())) {
      const tentative = await prendrePropriete(socketDir)
      if (tentative.etat === 'obtenu') {
        client = tentative.propriete.client
        return surveiller()
      }
      await patienter()
    }
    if (!rendu) perdu()
  }

  return {
    async rendre() {
      rendu = true
      prise(client).ref()
      await client.end().catch(() => {})
    },
  }
}

function prise(client: pg.Client): Socket {
  return client.connection.stream as Socket
}
