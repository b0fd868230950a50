import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** Any number, the same in every process: two migrations never run at once. */
const VERROU = 7_246_102

/** The schema that this version of the program expects: names of the files, in order, with the fingerprint of their text. */
export async function lireMigrations(
  dossier: string,
): Promise<{ readonly nom: string; readonly texte: string; readonly empreinte: string }[]> {
  const noms = (await readdir(dossier)).filter((fichier) => fichier.endsWith('.sql')).sort()
  return Promise.all(
    noms.map(async (nom) => {
      const texte = await readFile(join(dossier, nom), 'utf8')
      return { nom, texte, empreinte: createHash('sha256').update(texte).digest('hex') }
    }),
  )
}

/**
 * Applies the SQL files of `dossier` that the database has not seen, in order, each in its transaction.
 * Forward only: a file already applied must not change. Returns the names applied.
 * @param lecteur the role of the application, which compares them with its own files before it serves
 * @param seulement the files wanted: a restoration goes back to the schema that the backup was made on
 */
export async function migrer(
  urlProprietaire: string,
  dossier: string,
  lecteur = 'maillage_app',
  seulement: (nom: string) => boolean = () => true,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: urlProprietaire })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [VERROU])
    await client.query(
      'create table if not exists migration (nom text primary key, empreinte text not null, appliquee_le timestamptz not null default now())',
    )
    await client.query(`grant select (nom, empreinte) on migration to ${pg.escapeIdentifier(lecteur)}`)
    const { rows } = await client.query<{ nom: string; empreinte: string }>(
      'select nom, empreinte from migration',
    )
    await chargerTrigrammes(client)
    const connues = new Map(rows.map(({ nom, empreinte }) => [nom, empreinte]))
    const appliquees: string[] = []
    for (const { nom, texte, empreinte } of await lireMigrations(dossier)) {
      const connue = connues.get(nom)
      if (connue === empreinte || !seulement(nom)) continue
      if (connue)
        throw new Error(`La migration ${nom} a changé après avoir été appliquée : écrivez-en une nouvelle.`)
      await appliquer(client, nom, texte, empreinte)
      appliquees.push(nom)
    }
    return appliquees
  } finally {
    await client.end()
  }
}

/**
 * Functions carry a setting of pg_trgm, which PostgreSQL lets an owner name only once the library is loaded in the session: a base that holds
 * the extension already, and receives later files, has not called it yet.
 */
async function chargerTrigrammes(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_extension where extname = 'pg_trgm'")
  if (rowCount) await client.query("select word_similarity('', '')")
}

async function appliquer(client: pg.Client, nom: string, texte: string, empreinte: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(texte)
    await client.query('insert into migration (nom, empreinte) values ($1, $2)', [nom, empreinte])
    await client.query('commit')
  } catch (erreur) {
    await client.query('rollback')
    throw new Error(`Migration ${nom} : ${(erreur as Error).message}`, { cause: erreur })
  }
}
