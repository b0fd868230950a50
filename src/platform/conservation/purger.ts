import { sql } from 'kysely'
import type { Purge } from '#shared/traitement.ts'
import type { Base, Tx } from '../base/base.ts'
import { consigner } from '../journal/consigner.ts'
import { ajouter, type Comptes, limiteDe, sommeDe } from './purges.ts'

/** Rows of the main table that one transaction erases: a night that has much to do never holds many locks. */
const LOT = 500

/** A purge that failed: its name and the code of its error, never what PostgreSQL quotes of a row. */
export type EchecDePurge = { readonly purge: string; readonly raison: string }

/** Something of the register could not be done; the rest was. */
export class PurgeIncomplete extends Error {
  override readonly name = 'PurgeIncomplete'
  readonly echecs: readonly EchecDePurge[]
  /** What was done all the same. */
  readonly comptes: Comptes
  constructor(echecs: readonly EchecDePurge[], comptes: Comptes) {
    const noms = [...new Set(echecs.map(({ purge, raison }) => `${purge.replaceAll('_', ' ')} (${raison})`))]
    super(`La purge n’a pas pu tout faire : ${noms.join(', ')}. Le reste est fait.`)
    this.echecs = echecs
    this.comptes = comptes
  }
}

export type Passee = {
  readonly comptes: Comptes
  readonly echecs: readonly EchecDePurge[]
  /** Cooperations that another process was purging: nothing was done in them here. */
  readonly occupees: number
}

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
 * journal in its transaction, counts only. Run again, it finds nothing; run by two processes, each cooperation is treated by one of them. A
 * purge that fails leaves its batch as it was and stops no other: it is told with its name.
 * @param essai counts what would go, all batches together, and erases nothing
 */
export async function purger(
  base: Base,
  purges: readonly Purge[],
  maintenant: Date,
  essai = false,
): Promise<Passee> {
  const { rows: cooperations } = await base.pool.query<{ id: string }>(
    'select id from cooperations_connues()',
  )
  let total: Comptes = {}
  const echecs: EchecDePurge[] = []
  const occupees = new Set<string>()
  const tenter = async (purge: Purge, faire: (compter: (lot: Comptes) => void) => Promise<void>) => {
    try {
      // Counted as it goes: what was erased before a failure is erased.
      await faire((lot) => {
        total = ajouter(total, lot)
      })
    } catch (erreur) {
      const { code, name } = erreur as NodeJS.ErrnoException
      echecs.push({ purge: purge.nom, raison: code ?? name })
    }
  }
  for (const { id } of cooperations)
    for (const purge of purges.filter(({ portee }) => !portee))
      await tenter(purge, async (compter) => {
        if (!(await purgerDans(base, id, purge, maintenant, essai, compter))) occupees.add(id)
      })
  for (const purge of purges.filter(({ portee }) => portee === 'plateforme'))
    await tenter(purge, (compter) => purgerPlateforme(base, purge, maintenant, essai, compter))
  return { comptes: total, echecs, occupees: occupees.size }
}

/** False when another process was purging this cooperation. */
async function purgerDans(
  base: Base,
  cooperationId: string,
  purge: Purge,
  maintenant: Date,
  essai: boolean,
  compter: (lot: Comptes) => void,
): Promise<boolean> {
  try {
    for (;;) {
      const comptes = await base.enTantQueSysteme('conservation', cooperationId, async (tx) => {
        if (!(await estSeul(tx, cooperationId))) return null
        const lot = await unLot(tx, purge, maintenant)
        if (essai) throw new Essai(await lotsSuivants(tx, purge, maintenant, lot))
        if (sommeDe(lot) > 0) await noter(tx, cooperationId, purge, lot, maintenant)
        return lot
      })
      if (comptes === null) return false
      if (sommeDe(comptes) === 0) return true
      compter(comptes)
    }
  } catch (erreur) {
    if (!(erreur instanceof Essai)) throw erreur
    compter(erreur.comptes)
    return true
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
  compter: (lot: Comptes) => void,
): Promise<void> {
  const client = await base.pool.connect()
  try {
    if (essai) await client.query('begin')
    for (;;) {
      const { rows } = await client.query<Ligne>(
        `select nom_table, lignes from purger_${purge.nom}($1, $2)`,
        [limiteDe(purge, maintenant), LOT],
      )
      const lot = enComptes(rows)
      if (sommeDe(lot) === 0) return
      compter(lot)
    }
  } finally {
    if (essai) await client.query('rollback')
    client.release()
  }
}
