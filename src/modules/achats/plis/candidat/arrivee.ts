import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { nouvelId } from '#shared/ids.ts'
import { type DepotOuvert, MOTIF } from './ouvrir-lien.ts'

/** How long a writer that gives no sign of life still holds the opening, and how often one that lives renews that, in milliseconds. */
const BAIL = sql`clock_timestamp() + interval '30 seconds'`
const RENOUVELER = 10_000

/**
 * Notes that these bytes arrived in time, and that `redacteur` is writing them; their hour, which stays the first however often they are sent. What was noted for
 * this purchase and serves no more makes room.
 */
export async function noterArrivee(
  tx: Tx,
  { cooperationId, operation, candidat }: DepotOuvert,
  empreinte: string,
  redacteur: string,
): Promise<Date> {
  await sql`delete from achat_pli_arrivee where operation_id = ${operation.id} and arrive_le <= clock_timestamp() - interval '10 minutes'
    and (ecrit_jusqu_a is null or ecrit_jusqu_a <= clock_timestamp())`.execute(tx)
  const { rows } = await sql<{
    arrive: Date
  }>`insert into achat_pli_arrivee (id, cooperation_id, operation_id, candidat_id, empreinte, redacteur, ecrit_jusqu_a)
    values (${nouvelId()}, ${cooperationId}, ${operation.id}, ${candidat.id}, ${empreinte}, ${redacteur}, ${BAIL})
    on conflict (candidat_id, empreinte) do update set redacteur = excluded.redacteur, ecrit_jusqu_a = excluded.ecrit_jusqu_a
    returning arrive_le as arrive`.execute(tx)
  return rows[0]!.arrive
}

/** `redacteur` writes bytes that had arrived before: the deadline may have passed since. */
export async function reprendreArrivee(
  tx: Tx,
  candidatId: string,
  empreinte: string,
  redacteur: string,
): Promise<void> {
  await sql`update achat_pli_arrivee set redacteur = ${redacteur}, ecrit_jusqu_a = ${BAIL}
    where candidat_id = ${candidatId} and empreinte = ${empreinte}`.execute(tx)
}

/** When these bytes arrived, if it was in time, and they are being written or came less than ten minutes ago. */
export async function arriveeDe(tx: Tx, candidatId: string, empreinte: string): Promise<Date | null> {
  const { rows } = await sql<{ arrive: Date | null }>`
    select arrive_a_l_heure(${candidatId}, ${empreinte}) as arrive`.execute(tx)
  return rows[0]?.arrive ?? null
}

/**
 * Does `ecrire` while the opening waits for it: the lease is renewed as long as it lasts, and let go at once if it fails. A process that dies renews nothing:
 * its lease ends by itself. The hour of arrival stays, so that the same bytes sent again are in time.
 * @throws what `ecrire` throws
 */
export async function sousBail<T>(
  base: Base,
  { cooperationId, candidat }: Pick<DepotOuvert, 'cooperationId' | 'candidat'>,
  empreinte: string,
  redacteur: string,
  ecrire: () => Promise<T>,
): Promise<T> {
  const mettre = (change: typeof BAIL) =>
    base
      .enTantQueSysteme(MOTIF, cooperationId, (tx) =>
        sql`update achat_pli_arrivee set ${change}
          where candidat_id = ${candidat.id} and empreinte = ${empreinte} and redacteur = ${redacteur}`.execute(
          tx,
        ),
      )
      // A database that does not answer: the lease ends by itself, or is renewed next time.
      .catch(() => null)
  const minuteur = setInterval(() => void mettre(sql`ecrit_jusqu_a = ${BAIL}`), RENOUVELER)
  try {
    return await ecrire()
  } catch (erreur) {
    await mettre(sql`redacteur = null, ecrit_jusqu_a = null`)
    throw erreur
  } finally {
    clearInterval(minuteur)
  }
}
