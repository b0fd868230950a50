import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { OffreNotee } from '../domain/criteres.ts'
import { type EtatDuRecensement, selectEtat } from '../marche/marche.queries.ts'

export type InteretLu = {
  readonly personneId: string
  readonly organismeId: string
  readonly membre: string
  readonly nom: string
  readonly siret: string
  readonly nature: string
  readonly declareLe: Date
}

/** Interests declared by those who sit in the commission: a statement, or a part of one. `rang` is their order. */
const selectInterets = (operationId: string) => sql<InteretLu>`
    select i.personne_id as "personneId", i.organisme_id as "organismeId", m.libelle as membre, i.nom, i.siret, i.nature, i.declare_le as "declareLe",
      row_number() over (order by m.ordre, i.nom, i.personne_id) as rang
    from achat_interet i join membre m on m.cooperation_id = i.cooperation_id and m.organisme_id = i.organisme_id
    where i.operation_id = ${operationId} order by rang`

export async function listInterets(tx: Tx, operationId: string): Promise<InteretLu[]> {
  const { rows } = await selectInterets(operationId).execute(tx)
  return rows
}

/** Prices of a bid that were sealed, whole cents a year. */
export type PrixScelle = {
  readonly total: number
  readonly employeurs: number
  readonly agents: number
  readonly sixAns: number
}
export type ChiffrageLu = {
  readonly numero: number
  readonly recensements: string
  readonly au: Jour
  readonly employeurs: number
  readonly agents: number
  readonly resultats: Readonly<Record<string, PrixScelle>>
  readonly faitLe: Date
}

/** Sealed prices, the latest first: none is ever changed. A statement, or a part of one. */
export const selectChiffrages = (operationId: string) => sql<ChiffrageLu>`
    select numero, recensements, au, employeurs, agents, resultats, fait_le as "faitLe"
    from achat_chiffrage where operation_id = ${operationId} order by numero desc`

export async function listChiffrages(tx: Tx, operationId: string): Promise<ChiffrageLu[]> {
  const { rows } = await selectChiffrages(operationId).execute(tx)
  return rows
}

export type Travaux = {
  readonly interets: readonly InteretLu[]
  readonly chiffrages: readonly ChiffrageLu[]
  readonly etat: EtatDuRecensement
  /** The award of the lot, with the ranking kept; null before it. */
  readonly attribution: {
    readonly attribueLe: Jour
    readonly classement: readonly OffreNotee[] | null
  } | null
}

/** What the commission works with: the interests declared, the sealed prices, the census in force, the award of the lot. One statement. */
export async function findTravaux(tx: Tx, operationId: string, lotId: string): Promise<Travaux> {
  const { rows } = await sql<Travaux>`select
    (select coalesce(jsonb_agg(to_jsonb(i) order by i.rang), '[]') from (${selectInterets(operationId)}) i) as interets,
    (select coalesce(jsonb_agg(to_jsonb(c) order by c.numero desc), '[]') from (${selectChiffrages(operationId)}) c) as chiffrages,
    (select to_jsonb(e) from (${selectEtat(operationId)}) e) as etat,
    (select jsonb_build_object('attribueLe', a.attribue_le, 'classement', k.classement)
      from achat_attribution a left join achat_classement k on k.lot_id = a.lot_id where a.lot_id = ${lotId}) as attribution`.execute(
    tx,
  )
  const { interets, chiffrages, etat, attribution } = rows[0]!
  return {
    // JSON holds instants as texts.
    interets: interets.map((i) => ({ ...i, declareLe: new Date(i.declareLe) })),
    chiffrages: chiffrages.map((c) => ({ ...c, faitLe: new Date(c.faitLe) })),
    etat,
    attribution,
  }
}
