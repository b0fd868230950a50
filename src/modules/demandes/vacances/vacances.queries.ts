import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { type DemandeLue, listDemandes } from '../demandes.queries.ts'
import type { Reponses } from '../domain/formulaire.ts'

/** The type of request by which employers declare a vacancy (the catalogue keeps its code whatever its label). */
const CODE = 'dve'
const AU_PLUS = 100

/** Vacancies that wait for the centre, the most exposed first, with how many files each has. */
export async function listVacances(
  tx: Tx,
  { organismeId }: Acteur,
): Promise<(DemandeLue & { readonly pieces: number })[]> {
  const demandes = await listDemandes(tx, {
    conditions: [
      sql`t.code = ${CODE} and d.traitant_id = ${organismeId} and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE')`,
    ],
    ordre: sql`d.promise_le nulls last, d.deposee_le, d.id`,
    limite: AU_PLUS,
  })
  const { rows } = await sql<{
    id: string
    pieces: number
  }>`select p.demande_id as id, count(*)::int as pieces from demande_piece p
    where p.demande_id = any (${demandes.map(({ id }) => id)}::uuid[]) group by 1`.execute(tx)
  const pieces = new Map(rows.map((ligne) => [ligne.id, ligne.pieces]))
  return demandes.map((demande) => ({ ...demande, pieces: pieces.get(demande.id) ?? 0 }))
}

/** True when requests of this type declare a vacancy. */
export async function estUneVacance(tx: Tx, typeId: string): Promise<boolean> {
  const { rows } = await sql`select from demande_type t where t.id = ${typeId} and t.code = ${CODE}`.execute(
    tx,
  )
  return rows.length > 0
}

/**
 * Gives a number of the national site to a request, until the transaction ends for good: who writes the same one at the same time, in whichever
 * centre, waits and is told that it is taken.
 * @returns false when another request has it, be it one that the centre does not read
 */
export async function donnerLeNumero(
  tx: Tx,
  cooperationId: string,
  national: string,
  demandeId: string,
): Promise<boolean> {
  const { rows: donnes } = await sql`insert into demande_vacance_numero (cooperation_id, national, demande_id)
    values (${cooperationId}, ${national}, ${demandeId}) on conflict (cooperation_id, national) do nothing returning national`.execute(
    tx,
  )
  return donnes.length > 0 || aCeNumero(tx, national, demandeId)
}

/** True when the request has this number already. */
export async function aCeNumero(tx: Tx, national: string, demandeId: string): Promise<boolean> {
  const { rows } = await sql`select from demande_vacance_numero n
    where n.cooperation_id = cooperation_courante() and n.national = ${national} and n.demande_id = ${demandeId}`.execute(
    tx,
  )
  return rows.length > 0
}

export type VacanceEnregistree = {
  readonly id: string
  readonly numero: string
  readonly national: string
  readonly employeur: string
  readonly donnees: Reponses
  readonly le: Date
}

/** Vacancies registered by the centre in the week that begins on `lundi`, in Paris; in the order of their registration. */
export async function listEnregistrees(
  tx: Tx,
  { organismeId }: Acteur,
  lundi: Jour,
): Promise<VacanceEnregistree[]> {
  const { rows } = await sql<VacanceEnregistree>`
    select d.id, d.numero, e.donnees ->> 'national' as national, o.nom as employeur, d.donnees, e.survenu_le as le
    from demande d join demande_type t on t.id = d.type_id join organisme o on o.id = d.organisme_id
    join lateral (select e.donnees, e.survenu_le from demande_evenement e where e.demande_id = d.id and e.geste = 'repondre' and e.donnees ? 'national'
      order by e.rang desc limit 1) e on true
    where t.code = ${CODE} and d.traitant_id = ${organismeId} and d.repondue_le is not null
      and (e.survenu_le at time zone 'Europe/Paris')::date between ${lundi}::date and ${ajouterJours(lundi, 6)}::date
    order by e.survenu_le, d.numero`.execute(tx)
  return rows
}
