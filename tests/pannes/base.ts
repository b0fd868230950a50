// The database of a running server, looked at from outside by its owner.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { lirePostmaster } from '../../src/platform/postgres-embarque/postmaster.ts'
import { adresse } from '../../src/platform/postgres-embarque/reglages.ts'

/** The data folder of the embedded server under DONNEES. */
export function dossierDuServeur(donnees: string): string {
  const base = join(donnees, 'base')
  const nom = readdirSync(base).find((candidat) => /^pg\d+$/.test(candidat))
  if (!nom) throw new Error(`Aucune base dans ${base}`)
  return join(base, nom)
}

/** Number of the postmaster that serves DONNEES; undefined when none is ready. */
export async function pidDuServeur(donnees: string): Promise<number | undefined> {
  const postmaster = await lirePostmaster(dossierDuServeur(donnees))
  return postmaster?.pret ? postmaster.pid : undefined
}

/** Address of the running database of DONNEES under a role. */
export async function urlDeLaBase(donnees: string, role = 'maillage_proprietaire'): Promise<string> {
  const postmaster = await lirePostmaster(dossierDuServeur(donnees))
  if (!postmaster) throw new Error('La base ne tourne pas.')
  return adresse(postmaster.socketDir).url('maillage', role)
}

/** One statement as the owner of the tables. */
export async function lignes<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  valeurs: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<T>(sql, [...valeurs])).rows
  } finally {
    await client.end()
  }
}
