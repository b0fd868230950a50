import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import type { GenreDeDate } from '../domain/dates-annoncees.ts'

export type DateLue = {
  readonly id: string
  readonly centreId: string
  readonly centre: string
  readonly genre: GenreDeDate
  readonly libelle: string
  readonly le: Jour
  readonly depotAvant: Jour | null
  readonly annulee: boolean
  readonly ecriteLe: Date
  readonly fictif: string | null
  readonly version: number
}

const AU_PLUS = 300
/** A cancelled date stays this long after its day, so that diaries cross it out. */
const PASSEES_JOURS = 30
const COLONNES = sql`x.id, x.centre_id as "centreId", coalesce(m.libelle, o.nom) as centre, x.genre, x.libelle, x.le, x.depot_avant as "depotAvant",
  x.annulee_le is not null as annulee, x.ecrite_le as "ecriteLe", x.fictif, x.version`
const TABLES = sql`demande_date x join organisme o on o.id = x.centre_id
  left join membre m on m.cooperation_id = x.cooperation_id and m.organisme_id = x.centre_id`

/** Dates announced in the cooperation of the transaction from `jour` on, thirty days of the past included when `passees`; in their order. */
export async function listDates(tx: Tx, jour: Jour, passees = false): Promise<DateLue[]> {
  const depuis = passees ? ajouterJours(jour, -PASSEES_JOURS) : jour
  const { rows } = await sql<DateLue>`select ${COLONNES} from ${TABLES}
    where x.le >= ${depuis} order by x.le, centre, x.libelle, x.id limit ${AU_PLUS}`.execute(tx)
  return rows
}

export async function findDate(tx: Tx, id: string): Promise<DateLue | undefined> {
  const { rows } = await sql<DateLue>`select ${COLONNES} from ${TABLES} where x.id = ${id}`.execute(tx)
  return rows[0]
}

/** Dates on one day: those that another may meet. */
export async function listDuJour(tx: Tx, le: Jour): Promise<DateLue[]> {
  const { rows } =
    await sql<DateLue>`select ${COLONNES} from ${TABLES} where x.le = ${le} order by centre, x.id`.execute(tx)
  return rows
}
