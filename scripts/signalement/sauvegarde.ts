// Backups of the reporting application, under its own role. The keys of cases lie in a file apart, kept thirty days at most: without it the rest opens for nobody.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { ajouterJours } from '../../src/shared/dates.ts'

/** Days during which a backup of keys may be kept, and used; and a register, of which a restore reads the last only. */
const JOURS_GARDES = 30

/** `contenu`: sealed cases, kept as long as one likes. `cles`: the wraps that open them. `registre`: the rest, of which only the last state counts (absences are there: days on which a person was away). */
type Genre = 'registre' | 'contenu' | 'cles'
const GENRES: readonly Genre[] = ['registre', 'contenu', 'cles']
/** `liee`: its rows are seen one organisation at a time. */
type Table = Readonly<{ nom: string; genre: Genre; liee: boolean }>

const fichierDe = (dossier: string, jour: string, genre: Genre) => join(dossier, `${jour}.${genre}.gz`)

/**
 * Writes the three files of a day (Paris), readable by their owner alone, and deletes the files of keys and the registers older than thirty days. Returns the exit code.
 * @param url address of the database, under the role of the application
 */
export async function sauvegarder(dossier: string, url: string, jour: string): Promise<number> {
  await mkdir(dossier, { recursive: true, mode: 0o700 })
  await avec(url, 'begin isolation level repeatable read read only', async (client) => {
    const tables = await lireTables(client)
    const organismes = await lireOrganismes(client)
    for (const genre of GENRES) {
      const siennes = tables.filter((t) => t.genre === genre)
      const chemin = fichierDe(dossier, jour, genre)
      const sortie = createWriteStream(`${chemin}.neuf`, { mode: 0o600 })
      await pipeline(Readable.from(lignesDe(client, siennes, organismes)), createGzip(), sortie)
      await rename(`${chemin}.neuf`, chemin)
    }
  })
  const limite = ajouterJours(jour, -JOURS_GARDES)
  const effaces: string[] = []
  for (const genre of ['cles', 'registre'] as const) {
    const perimes = (await joursDe(dossier, genre)).filter((j) => j < limite)
    for (const j of perimes) await rm(fichierDe(dossier, j, genre))
    effaces.push(`${perimes.length}`)
  }
  console.log(
    `Sauvegarde du ${jour} : ${dossier}. Effacés, de plus de trente jours : fichiers de clés ${effaces[0]}, registres ${effaces[1]}.`,
  )
  return 0
}

/**
 * Puts the cases of a day back into an empty database, with the last register and the last keys of the folder: what was erased since, or closed to somebody, is not
 * brought back. Keys older than thirty days are not used. Returns the exit code.
 */
export async function restaurer(
  dossier: string,
  jour: string,
  url: string,
  aujourdhui: string,
): Promise<number> {
  const dernier = async (genre: Genre) => (await joursDe(dossier, genre)).at(-1)
  const [registre, cles] = [await dernier('registre'), await dernier('cles')]
  if (!(await joursDe(dossier, 'contenu')).includes(jour) || !registre) {
    console.error(`Rien n’a été restauré : ${dossier} ne tient pas de sauvegarde du ${jour}.`)
    return 1
  }
  const lisibles = cles !== undefined && cles >= ajouterJours(aujourdhui, -JOURS_GARDES)
  return avec(url, 'begin', async (client) => {
    const { rowCount } = await client.query('select from membre limit 1')
    if (rowCount) {
      console.error('Rien n’a été restauré : cette base n’est pas vide. Donnez-en une neuve.')
      return 1
    }
    await remettre(client, fichierDe(dossier, registre, 'registre'))
    await remettre(client, fichierDe(dossier, jour, 'contenu'))
    const efface = await effacerDeNouveau(client)
    if (lisibles) await remettre(client, fichierDe(dossier, cles, 'cles'))
    console.log(`Dossiers du ${jour} remis, ${efface} effacé(s) de nouveau, registre du ${registre}.`)
    console.log(
      lisibles
        ? `Clés du ${cles}.`
        : 'Aucune clé de moins de trente jours : ces dossiers ne s’ouvriront pour personne.',
    )
    return 0
  })
}

/** Rows as they are read, never gathered: a file of a case weighs twenty megabytes. */
async function* lignesDe(
  client: pg.Client,
  tables: readonly Table[],
  organismes: readonly string[],
): AsyncGenerator<string> {
  for (const { nom: table, liee } of tables)
    for (const organisme of liee ? organismes : ['']) {
      await client.query("select set_config('app.organisme', $1, true)", [organisme])
      await client.query(`declare lecture cursor for select to_jsonb(t)::text as ligne from ${table} t`)
      for (;;) {
        const { rows } = await client.query<{ ligne: string }>(
          `fetch ${table === 'piece' ? 1 : 200} from lecture`,
        )
        for (const { ligne } of rows) yield `${JSON.stringify([table, organisme])}\t${surUneLigne(ligne)}\n`
        if (rows.length === 0) break
      }
      await client.query('close lecture')
    }
}

/** The same JSON without the two characters that a reader of lines also takes for an end. */
const surUneLigne = (json: string): string =>
  json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

async function remettre(client: pg.Client, chemin: string): Promise<void> {
  const connues = new Set((await lireTables(client)).map(({ nom }) => nom))
  // Read from now on: lines that come before anybody iterates would be lost.
  const lignes = createInterface({
    input: createReadStream(chemin).pipe(createGunzip()),
    crlfDelay: Infinity,
  })
  for await (const texte of lignes) {
    const place = texte.indexOf('\t')
    const [table, organisme] = JSON.parse(texte.slice(0, place)) as [string, string]
    const ligne = texte.slice(place + 1)
    if (!connues.has(table)) throw new Error(`Table inconnue dans ${chemin} : ${table}.`)
    const colonnes = Object.keys(JSON.parse(ligne)).map(pg.escapeIdentifier).join(', ')
    await client.query("select set_config('app.organisme', $1, true)", [organisme])
    // Keys of a case that is not there any more open nothing: they are left out.
    const ou = table === 'enveloppe' ? ' where dossier in (select id from dossier)' : ''
    await client.query(
      `insert into ${table} (${colonnes}) select ${colonnes} from jsonb_populate_record(null::${table}, $1::jsonb)${ou}`,
      [ligne],
    )
  }
}

/** Deletes again the cases that the last journal says erased. */
async function effacerDeNouveau(client: pg.Client): Promise<number> {
  let total = 0
  for (const organisme of await lireOrganismes(client)) {
    await client.query("select set_config('app.organisme', $1, true)", [organisme])
    const { rowCount } = await client.query(
      "delete from dossier where id in (select ligne::jsonb #>> '{acte,dossier}' from journal where ligne::jsonb #>> '{acte,action}' = 'effacer')",
    )
    total += rowCount ?? 0
  }
  return total
}

/** Every table, cases before what belongs to them: a table that is added tomorrow is saved too. */
async function lireTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select relname as nom, relrowsecurity as liee, case when relname = 'enveloppe' then 'cles' when relname = 'dossier' or exists
         (select from pg_constraint where conrelid = c.oid and confrelid = 'dossier'::regclass) then 'contenu' else 'registre' end as genre
     from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migration' order by relname <> 'dossier', relname`,
  )
  return rows
}

async function lireOrganismes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ organisme: string }>(
    'select distinct organisme from annuaire order by 1',
  )
  return rows.map(({ organisme }) => organisme)
}

/** Days of which the folder holds a file of this kind, in order. */
async function joursDe(dossier: string, genre: Genre): Promise<string[]> {
  const noms = await readdir(dossier).catch(() => [])
  return noms
    .filter((nom) => /^\d{4}-\d\d-\d\d\.\w+\.gz$/.test(nom) && nom.endsWith(`.${genre}.gz`))
    .map((nom) => nom.slice(0, 10))
    .sort()
}

async function avec<T>(url: string, debut: string, travail: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(debut)
    const fait = await travail(client)
    await client.query('commit')
    return fait
  } finally {
    await client.end()
  }
}
