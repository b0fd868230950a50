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

/** What the owner of a server knows how to do with it. */
export type Entretien = {
  /** Tells whether the server still runs. */
  vit(): Promise<boolean>
  /** Starts it again behind the same socket. */
  relancer(): Promise<void>
  /** Receives what an operator should read. */
  dire(ligne: string): void
}

const ENTRE_DEUX_RELANCES = 1_000 // milliseconds, when a start has just been refused (full disk, for instance)

/**
 * Keeps the ownership. When the server cuts its connections to heal itself (a backend crashed), the lock is taken again;
 * when the server is no more, it is started again, until `rendre`: the application answers that the database is away in the meantime.
 */
export function garder(socketDir: string, propriete: Propriete, entretien: Entretien) {
  let rendu = false
  let client = propriete.client
  let reprise: Promise<void> = Promise.resolve()
  surveiller()

  function surveiller() {
    // A process that has nothing else to do may end: its server waits for the next launch.
    prise(client).unref()
    client.once('end', () => {
      if (!rendu) reprise = reprendre()
    })
  }

  async function reprendre() {
    let dit = ''
    const annoncer = (ligne: string) => {
      if (ligne !== dit) entretien.dire(ligne)
      dit = ligne
    }
    while (!rendu) {
      if (await entretien.vit()) {
        const tentative = await prendrePropriete(socketDir)
        if (tentative.etat === 'obtenu') {
          client = tentative.propriete.client
          if (dit) annoncer('La base de données est de nouveau là.')
          return surveiller()
        }
        await patienter()
      } else {
        if (!dit)
          annoncer('Le serveur de base de données s’est arrêté sans qu’on le lui demande : il est relancé.')
        await entretien.relancer().catch(async (erreur: Error) => {
          annoncer(erreur.message)
          await patienter(ENTRE_DEUX_RELANCES)
        })
      }
    }
  }

  return {
    async rendre() {
      rendu = true
      await reprise
      prise(client).ref()
      await client.end().catch(() => {})
    },
  }
}

function prise(client: pg.Client): Socket {
  return client.connection.stream as Socket
}
