import { sql } from 'kysely'
import type { Base, Tx } from '../base/base.ts'
import { COLONNES_CHAINEES, empreinteDe, type LigneChainee, origine } from './chaine.ts'

/** Lines linked in one transaction: a long queue is treated by short steps. */
const PAR_TRANSACTION = 500
/** Milliseconds between two looks: the promise is a link within two seconds of the commit. */
const RYTHME = 1_000

/**
 * Links every line that waits, in all cooperations. Returns how many were linked.
 * Several processes may call it at once: one at a time works on a cooperation, the others pass by.
 */
export async function chainerJournal(base: Base): Promise<number> {
  // Polled, not notified: NOTIFY takes a lock of the whole database at commit, and no business write must wait for another.
  const { rows } = await base.pool.query<{ cooperation_id: string }>(
    'select cooperation_id from cooperations_a_chainer()',
  )
  let total = 0
  for (const { cooperation_id } of rows) {
    for (;;) {
      const lies = await base.enTantQueSysteme('journal : chaînage', cooperation_id, (tx) =>
        lierDesLignes(tx, cooperation_id),
      )
      total += lies
      if (lies < PAR_TRANSACTION) break
    }
  }
  return total
}

async function lierDesLignes(tx: Tx, cooperationId: string): Promise<number> {
  const verrou = await sql<{ obtenu: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`journal:${cooperationId}`}, 0)) as obtenu`.execute(
    tx,
  )
  if (!verrou.rows[0]!.obtenu) return 0
  const { rows: lignes } = await sql<LigneChainee & { id: number }>`
    select id, ${sql.raw(COLONNES_CHAINEES)} from journal
    where cooperation_id = ${cooperationId} and maillon is null order by id limit ${PAR_TRANSACTION}`.execute(
    tx,
  )
  if (lignes.length === 0) return 0
  let { maillon, empreinte } = await dernierMaillon(tx, cooperationId)
  const liens: { id: number; maillon: number; precedent: Buffer; empreinte: Buffer }[] = []
  for (const ligne of lignes) {
    const precedent = empreinte
    maillon += 1
    empreinte = empreinteDe(precedent, maillon, ligne)
    liens.push({ id: ligne.id, maillon, precedent, empreinte })
  }
  await sql`
    update journal j set maillon = l.maillon, precedent = l.precedent, empreinte = l.empreinte
    from unnest(${liens.map(({ id }) => id)}::bigint[], ${liens.map((l) => l.maillon)}::bigint[],
      ${liens.map((l) => l.precedent)}::bytea[], ${liens.map((l) => l.empreinte)}::bytea[]) as l (id, maillon, precedent, empreinte)
    where j.id = l.id and j.cooperation_id = ${cooperationId}`.execute(tx)
  await sql`
    insert into journal_tete (cooperation_id, maillon, empreinte, avancee_le)
    values (${cooperationId}, ${maillon}, ${empreinte}, clock_timestamp())
    on conflict (cooperation_id) do update set maillon = excluded.maillon, empreinte = excluded.empreinte,
      avancee_le = excluded.avancee_le`.execute(tx)
  return lignes.length
}

/** The end of the chain: the recorded head, or a line that somebody put after it (the verifier will name it; linking goes on). */
async function dernierMaillon(
  tx: Tx,
  cooperationId: string,
): Promise<{ maillon: number; empreinte: Buffer }> {
  const { rows } = await sql<{ maillon: number; empreinte: Buffer }>`
    (select maillon, empreinte from journal where cooperation_id = ${cooperationId} and maillon is not null
      order by maillon desc limit 1)
    union all
    select maillon, empreinte from journal_tete where cooperation_id = ${cooperationId}
    order by maillon desc limit 1`.execute(tx)
  return rows[0] ?? { maillon: 0, empreinte: origine(cooperationId) }
}

/** The rendez-vous of an application process: links what waits, every second, until `arreter`. A failure is told and tried again. */
export function tenirLeJournal(base: Base, surErreur: (erreur: Error) => void): { arreter(): Promise<void> } {
  let arrete = false
  let reveiller = () => {}
  const tourner = async () => {
    while (!arrete) {
      await chainerJournal(base).catch(surErreur)
      if (arrete) return
      await new Promise<void>((suite) => {
        const attente = setTimeout(suite, RYTHME)
        reveiller = () => {
          clearTimeout(attente)
          suite()
        }
      })
    }
  }
  const fini = tourner()
  return {
    arreter() {
      arrete = true
      reveiller()
      return fini
    },
  }
}
