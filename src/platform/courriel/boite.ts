import type { Pool } from 'pg'
import type { Taches } from '../taches/taches.ts'
import type { Expedition } from './courriel.ts'

/** In demonstration: a table that the mailbox page shows; nothing leaves the machine. The message of a job is kept once. */
export function parBoiteDeDemonstration(pool: Pool, maintenant: () => Date): Expedition {
  return async ({ a, objet, texte, agenda }, { id }) => {
    await pool.query(
      `insert into pgboss.boite_demonstration (id, envoye_le, destinataire, objet, texte, agenda)
       values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
      [id, maintenant(), a, objet, texte, agenda?.contenu ?? null],
    )
  }
}

export type MessageRecu = {
  readonly id: string
  readonly envoyeLe: Date
  readonly destinataire: string
  readonly objet: string
  readonly avecAgenda: boolean
}

const COLONNES = 'id, envoye_le as "envoyeLe", destinataire, objet, agenda is not null as "avecAgenda"'

/** Messages of the demonstration, latest first; those of one mailbox when it is named. */
export async function listMessagesRecus(
  taches: Taches,
  { destinataire, limite, decalage }: { destinataire: string | null; limite: number; decalage: number },
): Promise<MessageRecu[]> {
  const { rows } = await taches.boss.getDb().executeSql(
    `select ${COLONNES} from pgboss.boite_demonstration where $1::text is null or destinataire = $1
     order by envoye_le desc, id desc limit $2 offset $3`,
    [destinataire, limite, decalage],
  )
  return rows
}

export type MessageLu = MessageRecu & { readonly texte: string; readonly agenda: string | null }

/** One message of the demonstration. */
export async function findMessageRecu(taches: Taches, id: string): Promise<MessageLu | null> {
  const { rows } = await taches.boss
    .getDb()
    .executeSql(`select ${COLONNES}, texte, agenda from pgboss.boite_demonstration where id = $1`, [id])
  return (rows[0] as MessageLu | undefined) ?? null
}

/** The last message of the demonstration, to show an example. */
export async function findDernierMessage(taches: Taches, avecAgenda: boolean): Promise<string | null> {
  const { rows } = await taches.boss
    .getDb()
    .executeSql(
      `select id from pgboss.boite_demonstration where agenda is not null or not $1 order by envoye_le desc limit 1`,
      [avecAgenda],
    )
  return (rows[0] as { id: string } | undefined)?.id ?? null
}
