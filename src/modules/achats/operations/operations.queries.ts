import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { EtatOperation, ObjetAchat } from '../domain/operation.ts'

export type MembreDeLOperation = {
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
}

export type OperationLue = {
  readonly id: string
  readonly titre: string
  readonly objet: ObjetAchat
  readonly etat: EtatOperation
  readonly debutLe: Jour
  readonly reponsesJusquau: Jour | null
  readonly niveaux: string
  readonly conseil: string
  readonly roles: string
  readonly risques: string
  readonly fictif: string | null
  readonly version: number
  readonly piloteId: string
  readonly pilote: string
  readonly decision: {
    readonly id: string
    readonly numero: string
    readonly titre: string
    readonly adopteeLe: Jour
    readonly porte: readonly string[]
    readonly indivisible: boolean
    readonly suites: readonly { readonly organismeId: string; readonly etat: EtatDeSuite }[]
  }
  readonly cibles: number
  readonly reponses: number
  readonly mandats: number
}

type EtatDeSuite = Parameters<typeof import('#modules/gouvernance').peutEngager>[0]['suites'][number]['etat']

const OPERATION = sql`
  o.id, o.titre, o.objet, o.etat, o.debut_le as "debutLe", o.reponses_jusquau as "reponsesJusquau", o.niveaux, o.conseil, o.roles, o.risques,
  o.fictif, o.version, o.organisme_id as "piloteId", m.libelle as pilote,
  jsonb_build_object('id', d.id, 'numero', d.numero, 'titre', d.titre, 'adopteeLe', d.adoptee_le, 'porte', d.porte, 'indivisible', d.indivisible,
    'suites', (select coalesce(jsonb_agg(jsonb_build_object('organismeId', s.organisme_id, 'etat', s.etat) order by s.organisme_id), '[]') from suite s where s.decision_id = d.id)
  ) as decision, e.cibles, e.reponses, e.mandats
  from achat_operation o
  join decision d on d.id = o.decision_id
  join membre m on m.cooperation_id = o.cooperation_id and m.organisme_id = o.organisme_id
  left join lateral (select count(*) as cibles, count(repondu_le) as reponses, count(mandat_le) as mandats
    from achat_employeur where operation_id = o.id) e on true`

/** The purchases of the cooperation, the next to start first. */
export async function listOperations(tx: Tx): Promise<OperationLue[]> {
  const { rows } = await sql<OperationLue>`select ${OPERATION}
    order by o.etat in ('close', 'abandonnee'), o.debut_le desc, o.id`.execute(tx)
  return rows
}

export async function findOperation(tx: Tx, id: string): Promise<OperationLue | null> {
  const { rows } = await sql<OperationLue>`select ${OPERATION} where o.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** The purchase that a personal link opens, and the address that it was sent to. */
export async function findOperationDuLien(
  tx: Tx,
  lienId: string,
): Promise<{ readonly operation: OperationLue; readonly courriel: string } | null> {
  const { rows } = await sql<OperationLue & { courriel: string }>`
    select (select courriel from achat_lien where id = ${lienId}) as courriel, ${OPERATION}
    where o.id = (select operation_id from achat_lien where id = ${lienId})`.execute(tx)
  if (!rows[0]) return null
  const { courriel, ...operation } = rows[0]
  return { operation, courriel }
}

/** The purchase of a lot. */
export async function findOperationDuLot(tx: Tx, lotId: string): Promise<OperationLue | null> {
  const { rows } =
    await sql<OperationLue>`select ${OPERATION} join achat_lot l on l.operation_id = o.id where l.id = ${lotId}`.execute(
      tx,
    )
  return rows[0] ?? null
}

/** Members of the cooperation on a day, in its order. */
export async function listMembres(tx: Tx, jour: Jour): Promise<MembreDeLOperation[]> {
  const { rows } = await sql<MembreDeLOperation>`
    select m.organisme_id as "organismeId", m.libelle, m.territoire
    from membre m join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${jour} and (b.au is null or b.au >= ${jour}) order by m.ordre`.execute(tx)
  return rows
}

/** Decisions that bind a member, the latest first: one of them launches a purchase. */
export async function listDecisionsLiantes(
  tx: Tx,
  organismeId: string,
): Promise<{ id: string; numero: string; titre: string }[]> {
  const { rows } = await sql<{ id: string; numero: string; titre: string }>`
    select id, numero, titre from decision where ${organismeId}::uuid = any (porte) order by adoptee_le desc, numero desc limit 100`.execute(
    tx,
  )
  return rows
}
