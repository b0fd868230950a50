import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { migrer } from '#platform/base/migrer.ts'

/**
 * Makes an empty server ready for this application: roles, database, schema. Safe to run again.
 * @param urlPour builds the address of a database under a role
 */
export async function preparerAccueil(
  urlPour: (base: string, role: string) => string,
  superutilisateur: string,
  nom: string,
  racine: string,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: urlPour('postgres', superutilisateur) })
  await client.connect()
  try {
    await client.query(await readFile(join(racine, 'deploiement/roles-signalement.sql'), 'utf8'))
    const { rowCount } = await client.query('select from pg_database where datname = $1', [nom])
    if (!rowCount)
      await client.query(`create database ${pg.escapeIdentifier(nom)} owner accueil_proprietaire`)
  } finally {
    await client.end()
  }
  return migrer(
    urlPour(nom, 'accueil_proprietaire'),
    join(racine, 'src/signalement/migrations'),
    'accueil_app',
  )
}
