import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { migrer } from './migrer.ts'

/** Makes sure that a server has the roles and an empty database of this name, owned by its owner. Safe to run again. */
export async function creerBase(
  urlPour: (base: string, role: string) => string,
  superutilisateur: string,
  nom: string,
  racine: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: urlPour('postgres', superutilisateur) })
  await client.connect()
  try {
    await client.query(await readFile(join(racine, 'deploiement/roles.sql'), 'utf8'))
    const { rowCount } = await client.query('select from pg_database where datname = $1', [nom])
    if (!rowCount)
      await client.query(`create database ${pg.escapeIdentifier(nom)} owner maillage_proprietaire`)
  } finally {
    await client.end()
  }
}

/**
 * Makes an empty server ready: roles, database owned by its owner, schema. Safe to run again.
 * `urlPour(base, role)` builds the address of a database under a role.
 */
export async function preparerBase(
  urlPour: (base: string, role: string) => string,
  superutilisateur: string,
  nom: string,
  racine: string,
): Promise<string[]> {
  await creerBase(urlPour, superutilisateur, nom, racine)
  return migrer(urlPour(nom, 'maillage_proprietaire'), join(racine, 'migrations'))
}
