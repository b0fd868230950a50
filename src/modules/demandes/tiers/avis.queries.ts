import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

/** What an expert outside the cooperation reads: who asks, what, and before when. Nothing else of the file. */
export type AvisExterieur = {
  readonly id: string
  readonly demandeId: string
  readonly numero: string
  readonly externe: string
  readonly courriel: string
  /** The centre that asks: the one that treats the request. */
  readonly traitant: string
  readonly question: string
  readonly avant: Jour
  readonly renduLe: Date | null
  readonly relanceLe: Date | null
  /** When the centre called its question back. */
  readonly retireLe: Date | null
  /** False once it is called back, or the request is answered or ended: nothing is waited for any more. */
  readonly attendu: boolean
}

const COLONNES = sql`a.id, a.demande_id as "demandeId", d.numero, a.externe, a.externe_courriel as courriel, coalesce(m.libelle, o.nom) as traitant,
  a.question, a.avant, a.rendu_le as "renduLe", a.relance_le as "relanceLe", a.retire_le as "retireLe",
  a.rendu_le is null and a.retire_le is null and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE') as attendu`
const TABLES = sql`demande_avis a join demande d on d.id = a.demande_id join organisme o on o.id = d.traitant_id
  left join membre m on m.cooperation_id = d.cooperation_id and m.organisme_id = d.traitant_id`

export async function findAvisExterieur(tx: Tx, id: string): Promise<AvisExterieur | undefined> {
  const { rows } = await sql<AvisExterieur>`select ${COLONNES} from ${TABLES}
    where a.id = ${id} and a.sollicite_id is null`.execute(tx)
  return rows[0]
}

/** With the centre asked; null: somebody outside. */
export type AvisEnRetard = AvisExterieur & { readonly solliciteId: string | null }

/** Opinions still waited for after their date, on requests still open, whose reminder did not leave yet. */
export async function listAvisEnRetard(tx: Tx, jour: Jour, limite: number): Promise<AvisEnRetard[]> {
  const { rows } = await sql<AvisEnRetard>`select ${COLONNES}, a.sollicite_id as "solliciteId" from ${TABLES}
    where a.rendu_le is null and a.retire_le is null and a.relance_le is null and a.fini_le is null and a.avant < ${jour}
      and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE')
    order by a.avant, a.id limit ${limite}`.execute(tx)
  return rows
}

/** A question that may be called back, asked outside (`solliciteId` null) or of a centre. */
export type QuestionPosee = {
  readonly id: string
  readonly demandeId: string
  readonly solliciteId: string | null
  /** Who was asked. */
  readonly aQui: string
  readonly courriel: string
  readonly renduLe: Date | null
  /** When it was called back, or when its term came. */
  readonly finieLe: Date | null
}

export async function findQuestion(tx: Tx, id: string): Promise<QuestionPosee | undefined> {
  const { rows } = await sql<QuestionPosee>`
    select a.id, a.demande_id as "demandeId", a.sollicite_id as "solliciteId", coalesce(m.libelle, o.nom, a.externe) as "aQui",
      a.externe_courriel as courriel, a.rendu_le as "renduLe", coalesce(a.retire_le, a.fini_le) as "finieLe"
    from demande_avis a left join organisme o on o.id = a.sollicite_id
    left join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.sollicite_id
    where a.id = ${id}`.execute(tx)
  return rows[0]
}

/** The path of one opinion asked outside, for the list of routes. */
export async function findUnAvisExterieur(
  tx: Tx,
): Promise<{ id: string; cooperationId: string; avant: Jour } | undefined> {
  const { rows } = await sql<{ id: string; cooperationId: string; avant: Jour }>`
    select id, cooperation_id as "cooperationId", avant from demande_avis where sollicite_id is null order by id limit 1`.execute(
    tx,
  )
  return rows[0]
}
