import pg from 'pg'
import { to as copierVers } from 'pg-copy-streams'
import { FichierPerdu } from '../fichiers/depot.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'
import { ecrireArchive, type Piece, pieceDe, verifierArchive } from './archive.ts'
import { BILAN, type Bilan, MANIFESTE, type Manifeste } from './manifeste.ts'
import { listCompteurs, listTables, type Table } from './tables.ts'

export type Sources = {
  /** Address of the database under the role that owns its tables: row security does not bind it. */
  readonly proprietaire: string
  /** The files that people gave, wherever they rest. */
  readonly fichiers: Pick<Fichiers, 'lister' | 'mettreDeCote'>
  /** The secret that signs sessions and links when it is kept beside the data; null when the environment gives it. */
  readonly secret: string | null
  readonly version: string
}

/** Rows are cut in pieces of about this many bytes: memory stays flat whatever the size of a table. */
const MORCEAU = 4 * 1024 * 1024

/**
 * Writes rows, files and secret into one archive, then reads it again from end to end. Rows are one snapshot: people may go on working.
 * Files are written before the row that names them and never change, so those that the snapshot names are there.
 * @param dire told once per table and for files, what an operator reads while it lasts
 */
export async function sauvegarder(
  sources: Sources,
  chemin: string,
  dire: (ligne: string) => void = () => {},
): Promise<Bilan> {
  const client = new pg.Client(sources.proprietaire)
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const bilan: Bilan = { lignes: {}, fichiers: 0, introuvables: [] }
    await ecrireArchive(chemin, pieces(client, sources, bilan, dire))
    await verifierArchive(chemin)
    return bilan
  } finally {
    await client.end()
  }
}

const enJson = (nom: string, valeur: unknown): Piece => pieceDe(nom, Buffer.from(JSON.stringify(valeur)))

async function* pieces(
  client: pg.Client,
  sources: Sources,
  bilan: Bilan,
  dire: (ligne: string) => void,
): AsyncGenerator<Piece> {
  const manifeste = await decrire(client, sources.version)
  yield enJson(MANIFESTE, manifeste)
  for (const table of manifeste.tables) {
    const compte = { lignes: 0 }
    yield* lignesDe(client, table, compte)
    bilan.lignes[table.nom] = compte.lignes
  }
  dire(`${manifeste.tables.length} tables, ${Object.values(bilan.lignes).reduce((a, b) => a + b, 0)} lignes`)
  const gardes = new Set<string>()
  for await (const piece of fichiersDe(sources.fichiers)) {
    gardes.add(piece.nom.slice('fichiers/'.length))
    yield piece
  }
  bilan.fichiers = gardes.size
  bilan.introuvables = (await nommes(client)).filter((sha256) => !gardes.has(sha256))
  dire(`${gardes.size} fichiers`)
  if (sources.secret) yield pieceDe('secret', Buffer.from(sources.secret))
  yield enJson(BILAN, bilan)
}

async function decrire(client: pg.Client, version: string): Promise<Manifeste> {
  const { rows: migrations } = await client.query<{ nom: string; empreinte: string }>(
    'select nom, empreinte from migration order by nom',
  )
  const { rows } = await client.query<{ maintenant: Date }>('select now() as maintenant')
  return {
    format: 1,
    faiteLe: rows[0]!.maintenant.toISOString(),
    version,
    migrations,
    tables: await listTables(client),
    compteurs: await listCompteurs(client),
  }
}

async function* lignesDe(
  client: pg.Client,
  { nom, colonnes }: Table,
  compte: { lignes: number },
): AsyncGenerator<Piece> {
  const flux = client.query(copierVers(`copy ${nom} (${colonnes.join(', ')}) to stdout`))
  let [morceaux, taille, rang]: [Buffer[], number, number] = [[], 0, 0]
  const couper = (): Piece => {
    const nomDuMorceau = `lignes/${nom}/${String(++rang).padStart(6, '0')}`
    const piece = pieceDe(nomDuMorceau, Buffer.concat(morceaux))
    morceaux = []
    taille = 0
    return piece
  }
  for await (const morceau of flux as AsyncIterable<Buffer>) {
    morceaux.push(morceau)
    taille += morceau.length
    if (taille >= MORCEAU) yield couper()
  }
  if (taille > 0) yield couper()
  compte.lignes = flux.rowCount
}

/** Every file kept, once: one that is damaged, or that the purge forgot since it was listed, is said missing if a row names it. */
async function* fichiersDe(fichiers: Sources['fichiers']): AsyncGenerator<Piece> {
  const vus = new Set<string>()
  for await (const { sha256 } of fichiers.lister()) {
    if (vus.has(sha256)) continue
    vus.add(sha256)
    // Proved before the archive says that it holds them: nothing can be taken back from there.
    const mis = await fichiers.mettreDeCote(sha256).catch((erreur: Error) => {
      if (erreur instanceof FichierPerdu) return null
      throw erreur
    })
    if (!mis) continue
    try {
      yield { nom: `fichiers/${sha256}`, taille: mis.taille, octets: mis.octets() }
    } finally {
      await mis.fermer()
    }
  }
}

/** The files that rows name, in every table that keeps such a name; a base of an older version lists those of `fichier` alone. */
async function nommes(client: pg.Client): Promise<string[]> {
  const { rows: vues } = await client.query<{ connue: boolean }>(
    `select to_regclass('fichier_nomme') is not null as connue`,
  )
  const { rows } = await client.query<{ sha256: string }>(
    `select distinct sha256 from ${vues[0]!.connue ? 'fichier_nomme' : 'fichier'} order by 1`,
  )
  return rows.map(({ sha256 }) => sha256)
}
