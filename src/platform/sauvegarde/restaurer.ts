import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copierDepuis } from 'pg-copy-streams'
import { lireMigrations, migrer } from '../base/migrer.ts'
import { FichierPerdu } from '../fichiers/depot.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'
import { ouvrirTaches } from '../taches/taches.ts'
import { lireArchive, type Piece, SauvegardeRefusee, verifierArchive } from './archive.ts'
import { BILAN, type Bilan, lireBilan, lireManifeste, MANIFESTE, type Manifeste } from './manifeste.ts'
import { listLiens, listTables, type Table } from './tables.ts'

export type Cible = {
  /** Address of an empty database under the role that owns it; roles exist (deploiement/roles.sql). */
  readonly proprietaire: string
  /** Where the files come back, whatever kept them when they were saved. */
  readonly fichiers: Pick<Fichiers, 'garderFlux'>
  readonly migrations: string
}

export type Restauree = {
  readonly manifeste: Manifeste
  readonly bilan: Bilan
  /** The secret of the machine that was saved; null when the environment gave it. */
  readonly secret: string | null
}

/** Reads a backup whole before anything is written: what it is, and whether this program can take it. Throws SauvegardeRefusee. */
export async function examiner(chemin: string, migrations: string): Promise<Manifeste> {
  await verifierArchive(chemin)
  for await (const { nom, octets } of lireArchive(chemin)) {
    if (nom !== MANIFESTE) break
    const manifeste = lireManifeste(await buffer(octets))
    const connues = new Map((await lireMigrations(migrations)).map((m) => [m.nom, m.empreinte]))
    const inconnue = manifeste.migrations.find((m) => connues.get(m.nom) !== m.empreinte)
    if (inconnue)
      throw new SauvegardeRefusee(
        `elle vient d’une version de Maillage que celle-ci ne connaît pas (${manifeste.version}, migration ${inconnue.nom}). Restaurez-la avec cette version ou une plus récente.`,
      )
    return manifeste
  }
  throw new SauvegardeRefusee('elle ne commence pas par son manifeste.')
}

/**
 * Brings a backup back into an empty database and a folder of files: the schema that it was made on, its rows in one transaction that
 * ends by checking every link between tables and every count, then the migrations that this program adds. Killed anywhere, it leaves
 * no row. Throws SauvegardeRefusee; the database is as it was.
 */
export async function restaurer(chemin: string, cible: Cible): Promise<Restauree> {
  const manifeste = await examiner(chemin, cible.migrations)
  await refuserBaseHabitee(cible.proprietaire)
  const duFichier = new Set(manifeste.migrations.map(({ nom }) => nom))
  await migrer(cible.proprietaire, cible.migrations, 'maillage_app', (nom) => duFichier.has(nom))
  await preparerTaches(cible.proprietaire)
  const client = new pg.Client(cible.proprietaire)
  await client.connect()
  let lu: Omit<Restauree, 'manifeste'>
  try {
    await client.query('begin')
    await refuserAutresTables(client, manifeste)
    const rejoindre = await ouvrirLesTables(client, manifeste)
    lu = await deverser(client, chemin, manifeste, cible.fichiers)
    await rejoindre()
    await compter(client, manifeste, lu.bilan)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
  await migrer(cible.proprietaire, cible.migrations)
  return { manifeste, ...lu }
}

/** A restoration never mixes with what is there: nobody could tell them apart afterwards. */
async function refuserBaseHabitee(url: string): Promise<void> {
  if (await estHabitee(url))
    throw new SauvegardeRefusee(
      'la base désignée contient déjà une coopération. Restaurez dans une base vide, puis faites pointer Maillage vers elle.',
    )
}

/** Does this database hold a cooperation? Read by the owner of its tables. */
export async function estHabitee(url: string): Promise<boolean> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ migree: boolean }>(
      `select to_regclass('public.cooperation') is not null as migree`,
    )
    if (!rows[0]!.migree) return false
    const { rowCount } = await client.query('select from cooperation limit 1')
    return rowCount !== 0
  } finally {
    await client.end()
  }
}

/** The library of jobs makes its own tables when it opens: under the role that will own them. */
export async function preparerTaches(proprietaire: string): Promise<void> {
  const role = `options=${encodeURIComponent('-c role=maillage_taches')}`
  const taches = await ouvrirTaches(
    `${proprietaire}${proprietaire.includes('?') ? '&' : '?'}${role}`,
    () => {},
  )
  await taches.arreter()
}

async function refuserAutresTables(client: pg.Client, manifeste: Manifeste): Promise<void> {
  const ici = new Map((await listTables(client)).map(({ nom, colonnes }) => [nom, colonnes.join()]))
  const autre = manifeste.tables.find(({ nom, colonnes }) => ici.get(nom) !== colonnes.join())
  if (autre)
    throw new SauvegardeRefusee(
      `sa table ${autre.nom} n’est pas faite comme ici. Restaurez-la avec la version ${manifeste.version} de Maillage, puis mettez à jour.`,
    )
}

/** Empties the tables and lets rows come in any order. Returns what puts every rule back, and so checks it on every row. */
async function ouvrirLesTables(
  client: pg.Client,
  { tables, compteurs }: Manifeste,
): Promise<() => Promise<void>> {
  const liens = await listLiens(client)
  for (const { table, nom } of liens) await client.query(`alter table ${table} drop constraint ${nom}`)
  for (const { nom } of tables) await client.query(`alter table ${nom} disable trigger user`)
  await client.query(`truncate ${tables.map(({ nom }) => nom).join(', ')}`)
  return async () => {
    for (const { nom } of tables) await client.query(`alter table ${nom} enable trigger user`)
    for (const { table, nom, texte } of liens)
      await client.query(`alter table ${table} add constraint ${nom} ${texte}`)
    for (const { nom, valeur } of compteurs)
      if (valeur !== null) await client.query('select setval($1, $2)', [nom, valeur])
  }
}

async function deverser(
  client: pg.Client,
  chemin: string,
  { tables }: Manifeste,
  fichiers: Cible['fichiers'],
): Promise<Omit<Restauree, 'manifeste'>> {
  let [secret, bilan, rendus]: [string | null, Bilan | null, number] = [null, null, 0]
  const pieces = lireArchive(chemin)
  let suivante = await pieces.next()
  while (!suivante.done) {
    const { nom, octets }: Piece = suivante.value
    const table = tableDe(nom)
    if (table) {
      suivante = await copierTable(
        client,
        tables.find((connue) => connue.nom === table),
        suivante.value,
        pieces,
      )
      continue
    }
    if (nom.startsWith('fichiers/')) {
      await rendreFichier(fichiers, nom.slice('fichiers/'.length), octets)
      rendus += 1
    } else if (nom === 'secret') secret = await text(octets)
    else if (nom === BILAN) bilan = lireBilan(await buffer(octets))
    suivante = await pieces.next()
  }
  if (!bilan) throw new SauvegardeRefusee('son compte manque.')
  if (rendus !== bilan.fichiers)
    throw new SauvegardeRefusee(`${rendus} fichiers sont revenus, ${bilan.fichiers} étaient attendus.`)
  return { secret, bilan }
}

/** Bytes given again take the same name: a restoration that was cut is begun again over what it left, which nothing names yet. */
async function rendreFichier(fichiers: Cible['fichiers'], sha256: string, octets: Piece['octets']) {
  await fichiers.garderFlux(octets, sha256).catch((erreur: Error) => {
    throw erreur instanceof FichierPerdu
      ? new SauvegardeRefusee(`le fichier ${sha256} n’y est plus celui qui a été déposé.`)
      : erreur
  })
}

const tableDe = (nom: string): string | null => /^lignes\/(.+)\/\d{6}$/.exec(nom)?.[1] ?? null

/** Pours the pieces of one table, the first of which is already read. Returns the piece that follows them. */
async function copierTable(
  client: pg.Client,
  table: Table | undefined,
  premiere: Piece,
  pieces: AsyncGenerator<Piece>,
): Promise<IteratorResult<Piece>> {
  if (!table) throw new SauvegardeRefusee(`${premiere.nom} n’est pas une table de son manifeste.`)
  const { nom, colonnes } = table
  let suivante: IteratorResult<Piece> = { value: premiere, done: false }
  async function* lignes() {
    while (!suivante.done && tableDe(suivante.value.nom) === nom) {
      yield* suivante.value.octets
      suivante = await pieces.next()
    }
  }
  await pipeline(
    Readable.from(lignes(), { objectMode: false }),
    client.query(copierDepuis(`copy ${nom} (${colonnes.join(', ')}) from stdin`)),
  )
  return suivante
}

async function compter(client: pg.Client, { tables }: Manifeste, bilan: Bilan): Promise<void> {
  for (const { nom } of tables) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${nom}`)
    if (Number(rows[0]!.n) !== bilan.lignes[nom])
      throw new SauvegardeRefusee(
        `${rows[0]!.n} lignes de ${nom} sont revenues, ${bilan.lignes[nom]} étaient attendues.`,
      )
  }
}

/** Keeps the secret of the machine that was saved, so that sessions and links already sent go on working. Never over another one. */
export async function garderSecret(donnees: string, secret: string): Promise<boolean> {
  await mkdir(donnees, { recursive: true, mode: 0o700 })
  try {
    const fichier = await open(join(donnees, 'secret'), 'wx', 0o600)
    await fichier.writeFile(secret)
    await fichier.close()
    return true
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw erreur
  }
}
