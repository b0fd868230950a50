import { sql } from 'kysely'
import type { Purge } from '#shared/traitement.ts'
import type { Base, Tx } from '../base/base.ts'
import { consigner } from '../journal/consigner.ts'
import { ajouter, type Comptes, limiteDe, sommeDe } from './purges.ts'

/** Rows of the main table that one transaction erases: a night that has much to do never holds many locks. */
const LOT = 500

/** Undoes a transaction that only counted. */
class Essai extends Error {
  readonly comptes: Comptes
  constructor(comptes: Comptes) {
    super('essai')
    this.comptes = comptes
  }
}

type Ligne = { readonly nom_table: string; readonly lignes: number }
const enComptes = (lignes: readonly Ligne[]): Comptes =>
  lignes.reduce<Comptes>((total, { nom_table, lignes }) => ajouter(total, { [nom_table]: lignes }), {})

/**
 * Does what the register declares, cooperation by cooperation, by batches of one transaction each. Each batch that erases writes one line of
 * journal in its transaction, counts only. Run again, it finds nothing; run by two processes, each cooperation is treated by one of them.
 * @param essai counts what would go, all batches together, and erases nothing
 */
export async function purger(
  base: Base,
  purges: readonly Purge[],
  maintenant: Date,
  essai = false,
): Promise<Comptes> {
  const { rows: cooperations } = await base.pool.query<{ id: string }>(
    'select id from cooperations_connues()',
  )
  let total: Comptes = {}
  for (const { id } of cooperations)
    for (const purge of purges.filter(({ portee }) => !portee))
      total = ajouter(total, await purgerDans(base, id, purge, maintenant, essai))
  for (const purge of purges.filter(({ portee }) => portee === 'plateforme'))
    total = ajouter(total, await purgerPlateforme(base, purge, maintenant, essai))
  return total
}

async function purgerDans(
  base: Base,
  cooperationId: string,
  purge: Purge,
  maintenant: Date,
  essai: boolean,
): Promise<Comptes> {
  let total: Comptes = {}
  try {
    for (;;) {
      const comptes = await base.enTantQueSysteme('conservation', cooperationId, async (tx) => {
        if (!(await estSeul(tx, cooperationId))) return {}
        const lot = await unLot(tx, purge, maintenant)
        if (essai) throw new Essai(await lotsSuivants(tx, purge, maintenant, lot))
        if (sommeDe(lot) > 0) await noter(tx, cooperationId, purge, lot, maintenant)
        return lot
      })
      if (sommeDe(comptes) === 0) return total
      total = ajouter(total, comptes)
    }
  } catch (erreur) {
    if (erreur instanceof Essai) return erreur.comptes
    throw erreur
  }
}

/** Held until the end of the transaction: another process that purges this cooperation leaves it alone meanwhile. */
async function estSeul(tx: Tx, cooperationId: string): Promise<boolean> {
  const { rows } = await sql<{ seul: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`maillage:conservation:${cooperationId}`}, 0)) as seul`.execute(
    tx,
  )
  return rows[0]!.seul
}

async function unLot(tx: Tx, purge: Purge, maintenant: Date): Promise<Comptes> {
  const { rows } = await sql<Ligne>`
    select nom_table, lignes from ${sql.id(`purger_${purge.nom}`)}(${limiteDe(purge, maintenant)}, ${LOT})`.execute(
    tx,
  )
  return enComptes(rows)
}

async function lotsSuivants(tx: Tx, purge: Purge, maintenant: Date, premier: Comptes): Promise<Comptes> {
  let [total, lot] = [premier, premier]
  while (sommeDe(lot) > 0) {
    lot = await unLot(tx, purge, maintenant)
    total = ajouter(total, lot)
  }
  return total
}

const noter = (tx: Tx, cooperationId: string, purge: Purge, comptes: Comptes, maintenant: Date) =>
  consigner(
    tx,
    {
      cooperationId,
      personneId: null,
      organismeId: null,
      nom: 'Durées de conservation',
      libelle: 'purge automatique',
    },
    maintenant,
    {
      action: 'conservation.purger',
      objet: { type: 'conservation' },
      resume: `Arrivé à son terme : ${purge.nom.replaceAll('_', ' ')}`,
      donnees: { purge: purge.nom, comptes },
    },
  )

/** What belongs to no cooperation leaves no line in a journal: the counts of the run are all that is kept. */
async function purgerPlateforme(
  base: Base,
  purge: Purge,
  maintenant: Date,
  essai: boolean,
): Promise<Comptes> {
  const client = await base.pool.connect()
  let total: Comptes = {}
  try {
    if (essai) await client.query('begin')
    for (;;) {
      const { rows } = await client.query<Ligne>(
        `select nom_table, lignes from purger_${purge.nom}($1, $2)`,
        [limiteDe(purge, maintenant), LOT],
      )
      const lot = enComptes(rows)
      if (sommeDe(lot) === 0) return total
      total = ajouter(total, lot)
    }
  } finally {
    if (essai) await client.query('rollback')
    client.release()
  }
}
