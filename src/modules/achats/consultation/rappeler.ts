import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { rappelDu } from '../domain/rappel.ts'
import { consultationOuverte } from '../domain/reponse.ts'
import { listOperations, type OperationLue } from '../operations/operations.queries.ts'
import { type Envoyer, envoyerLiens } from './inviter.ts'

type Cooperation = { readonly id: string; readonly nom: string }
type Silencieux = {
  readonly id: string
  readonly centreId: string
  readonly centre: string
  readonly inviteLe: Date
  readonly relanceLe: Date | null
  readonly relances: number
}

/**
 * Reminds, in every cooperation, the employers that have not answered an open consultation: graded, one message per address whatever the number of
 * employers behind it. Done again the same day, it writes to nobody twice.
 */
export async function rappelerLesConsultations(
  base: Base,
  envoyer: Envoyer,
  maintenant: Date,
): Promise<number> {
  const { rows } = await base.pool.query<Cooperation>('select id, nom from cooperations_connues()')
  let messages = 0
  for (const cooperation of rows)
    messages += await base.enTantQueSysteme('rappels de la consultation', cooperation.id, async (tx) => {
      let envoyes = 0
      for (const operation of await listOperations(tx))
        if (consultationOuverte(operation, jourDe(maintenant)).ok)
          envoyes += await rappelerDans(tx, envoyer, cooperation, operation, maintenant)
      return envoyes
    })
  return messages
}

async function rappelerDans(
  tx: Tx,
  envoyer: Envoyer,
  cooperation: Cooperation,
  operation: OperationLue,
  maintenant: Date,
): Promise<number> {
  const dus = await listDus(tx, operation, jourDe(maintenant))
  if (dus.length === 0) return 0
  await sql`update achat_employeur set relance_le = ${maintenant}, relances = relances + 1
    where id = any (${dus.map(({ id }) => id)}::uuid[])`.execute(tx)
  let messages = 0
  for (const centreId of new Set(dus.map((e) => e.centreId))) {
    const siens = dus.filter((e) => e.centreId === centreId)
    const qui = {
      cooperationId: cooperation.id,
      organismeId: centreId,
      libelle: siens[0]!.centre,
      cooperation: cooperation.nom,
    }
    const ids = siens.map(({ id }) => id)
    messages += await envoyerLiens(tx, envoyer, operation, qui, 'relance', maintenant, ids)
  }
  return messages
}

async function listDus(tx: Tx, operation: OperationLue, jour: Jour): Promise<Silencieux[]> {
  const { rows } =
    await sql<Silencieux>`select e.id, e.centre_id as "centreId", m.libelle as centre, e.invite_le as "inviteLe",
      e.relance_le as "relanceLe", e.relances
    from achat_employeur e join membre m on m.cooperation_id = e.cooperation_id and m.organisme_id = e.centre_id
    where e.operation_id = ${operation.id} and e.repondu_le is null and e.invite_le is not null order by m.ordre, e.nom, e.id`.execute(
      tx,
    )
  return rows.filter((e) => rappelDu({ ...e, reponduLe: null }, operation.reponsesJusquau!, jour) !== null)
}
