import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { ouvrirBase } from '../src/platform/base/base.ts'
import { preparerBase } from '../src/platform/base/preparer.ts'
import type { ServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'

/**
 * Plays the demonstration in a database apart, which takes its name once everything is there: a start that is cut in the middle
 * leaves no half-told story, the next one begins again. Does nothing when the database exists.
 */
export async function installerDemonstration(
  serveur: ServeurEmbarque,
  nom: string,
  racine: string,
  dire: (ligne: string) => void,
): Promise<void> {
  const chantier = `${nom}_chantier`
  const admin = new pg.Client(serveur.url('postgres'))
  admin.on('error', () => {}) // the server was stopped: the statement under way says it
  await admin.connect()
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [nom])
    if (rowCount) return
    await admin.query(`drop database if exists ${pg.escapeIdentifier(chantier)} with (force)`)
    await preparerBase((base, role) => serveur.url(base, role), serveur.superutilisateur, chantier, racine)
    // Nothing of it counts before the new name does, whose commit waits for the disk with all that was written before it.
    const sansAttendre = '&options=-c%20synchronous_commit%3Doff'
    const base = ouvrirBase(serveur.url(chantier, 'maillage_app') + sansAttendre, 6)
    try {
      // Built with the server: the use cases it plays reach pages, which Node does not read unbuilt.
      const { chargerDemonstration } = (await import(
        pathToFileURL(join(racine, 'dist/demonstration.mjs')).href
      )) as typeof import('../demo/charger.ts')
      dire('Démonstration :')
      await chargerDemonstration(base, new Date(), dire)
    } finally {
      await base.fermer()
    }
    await admin.query(`alter database ${pg.escapeIdentifier(chantier)} rename to ${pg.escapeIdentifier(nom)}`)
  } finally {
    await admin.end().catch(() => {})
  }
}
