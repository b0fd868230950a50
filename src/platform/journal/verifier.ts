import type pg from 'pg'
import {
  type Avancee,
  avancer,
  COLONNES_CHAINEES,
  confronterTete,
  type LigneLiee,
  origine,
  type Rupture,
} from './chaine.ts'

/** What the verification of one journal found. */
export type Constat = {
  readonly cooperationId: string
  readonly cooperation: string
  /** Lines proven, from the first. */
  readonly prouvees: number
  /** Lines that wait for their link: two seconds at most while the application runs. */
  readonly enAttente: number
  readonly tete: Avancee | null
  /** The first line that breaks the chain; null when the whole chain is proven. */
  readonly rupture: Rupture | null
}

const PAR_LOT = 2_000

/**
 * Proves the journal of every cooperation, on one snapshot: the application may go on writing. Read by the owner of the tables, whom
 * row security does not bind; the fingerprints are computed here again, nothing is asked to the functions of the database.
 */
export async function verifierJournal(client: pg.ClientBase): Promise<Constat[]> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    const { rows } = await client.query<{ id: string; nom: string; enAttente: number }>(
      `select j.cooperation_id as id, coalesce(c.nom, 'Coopération inconnue') as nom,
         (select count(*) from journal a where a.cooperation_id = j.cooperation_id and a.maillon is null) as "enAttente"
       from (select cooperation_id from journal union select cooperation_id from journal_tete) j
       left join cooperation c on c.id = j.cooperation_id order by 2, 1`,
    )
    const constats: Constat[] = []
    for (const { id, nom, enAttente } of rows)
      constats.push({ cooperationId: id, cooperation: nom, enAttente, ...(await parcourir(client, id)) })
    return constats
  } finally {
    await client.query('rollback')
  }
}

async function parcourir(
  client: pg.ClientBase,
  cooperationId: string,
): Promise<Pick<Constat, 'prouvees' | 'tete' | 'rupture'>> {
  const tete = await lireTete(client, cooperationId)
  let fin: Avancee = { maillon: 0, empreinte: origine(cooperationId) }
  let enTrop: LigneLiee | null = null
  let depuis = Number.MIN_SAFE_INTEGER
  for (;;) {
    const lignes = await lireLot(client, cooperationId, depuis)
    for (const ligne of lignes) {
      const suite = avancer(fin, ligne)
      if ('genre' in suite) return { prouvees: fin.maillon, tete, rupture: suite }
      fin = suite
      if (!enTrop && fin.maillon > (tete?.maillon ?? 0)) enTrop = ligne
    }
    if (lignes.length < PAR_LOT) break
    depuis = lignes.at(-1)!.maillon
  }
  const rupture = confronterTete(fin, tete, enTrop)
  return { prouvees: rupture ? Math.min(fin.maillon, rupture.maillon - 1) : fin.maillon, tete, rupture }
}

async function lireTete(client: pg.ClientBase, cooperationId: string): Promise<Avancee | null> {
  const { rows } = await client.query<{ maillon: number; empreinte: Buffer }>(
    'select maillon, empreinte from journal_tete where cooperation_id = $1',
    [cooperationId],
  )
  return rows[0] ?? null
}

async function lireLot(client: pg.ClientBase, cooperationId: string, depuis: number): Promise<LigneLiee[]> {
  const { rows } = await client.query<LigneLiee>(
    `select id, maillon, precedent, empreinte, ${COLONNES_CHAINEES} from journal
     where cooperation_id = $1 and maillon > $2 order by maillon limit ${PAR_LOT}`,
    [cooperationId, depuis],
  )
  return rows
}

/** The head of a chain, as it was written down outside the database. */
export type Temoin = {
  readonly cooperationId: string
  readonly maillon: number
  /** Hexadecimal. */
  readonly empreinte: string
}

/**
 * Heads written down earlier that the journal no longer bears: whoever owns the database can rewrite a whole chain and its head,
 * not the copy that somebody else kept.
 */
export async function confronterTemoins(
  client: pg.ClientBase,
  temoins: readonly Temoin[],
): Promise<readonly Temoin[]> {
  const dementis: Temoin[] = []
  for (const temoin of temoins) {
    const { rows } = await client.query<{ empreinte: string | null }>(
      `select encode(empreinte, 'hex') as empreinte from journal where cooperation_id = $1 and maillon = $2`,
      [temoin.cooperationId, temoin.maillon],
    )
    if (rows[0]?.empreinte !== temoin.empreinte) dementis.push(temoin)
  }
  return dementis
}
