import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type NoteLue = {
  readonly offreId: string
  readonly critere: string
  readonly organismeId: string
  readonly note: number
  readonly motif: string
}

/** Notes of the commission: all once they are closed, one's own before (row security). */
export async function listNotes(tx: Tx, operationId: string): Promise<NoteLue[]> {
  const { rows } =
    await sql<NoteLue>`select offre_id as "offreId", critere, organisme_id as "organismeId", note, motif
    from achat_note where operation_id = ${operationId} order by offre_id, critere, organisme_id`.execute(tx)
  return rows
}

export type InteretLu = {
  readonly personneId: string
  readonly organismeId: string
  readonly membre: string
  readonly nom: string
  readonly siret: string
  readonly nature: string
  readonly declareLe: Date
}

/** Interests declared by those who sit in the commission. */
export async function listInterets(tx: Tx, operationId: string): Promise<InteretLu[]> {
  const { rows } = await sql<InteretLu>`
    select i.personne_id as "personneId", i.organisme_id as "organismeId", m.libelle as membre, i.nom, i.siret, i.nature, i.declare_le as "declareLe"
    from achat_interet i join membre m on m.cooperation_id = i.cooperation_id and m.organisme_id = i.organisme_id
    where i.operation_id = ${operationId} order by m.ordre, i.nom`.execute(tx)
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

/** Sealed prices, the latest first: none is ever changed. */
export async function listChiffrages(tx: Tx, operationId: string): Promise<ChiffrageLu[]> {
  const { rows } =
    await sql<ChiffrageLu>`select numero, recensements, au, employeurs, agents, resultats, fait_le as "faitLe"
    from achat_chiffrage where operation_id = ${operationId} order by numero desc`.execute(tx)
  return rows
}
