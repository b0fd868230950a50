import { createTransport } from 'nodemailer'
import type { Pool } from 'pg'
import { nouvelId } from '#shared/ids.ts'
import type { Tx } from '../base/base.ts'
import type { Taches } from '../taches/taches.ts'

/** A message ready to leave. It says nothing confidential: it tells that something waits, and where. */
export type Message = {
  readonly a: string
  readonly objet: string
  readonly texte: string
  /** An iCalendar object (text/calendar) with its METHOD. */
  readonly agenda?: { readonly methode: 'REQUEST' | 'CANCEL'; readonly contenu: string }
}

export type Courriel = {
  /** Queues a message inside the business transaction. */
  envoyer(tx: Tx, message: Message): Promise<void>
  /** Queues a message when no business transaction is open (sign-in link). */
  envoyerSeul(message: Message): Promise<void>
}

type Expedition = (message: Message) => Promise<void>

const FILE = 'courriel'

/** In production: the SMTP server of the organisation. */
export function parSmtp(url: string, expediteur: string): Expedition {
  const transport = createTransport(url)
  return async ({ a, objet, texte, agenda }) => {
    await transport.sendMail({
      from: expediteur,
      to: a,
      subject: objet,
      text: texte,
      ...(agenda && {
        icalEvent: { method: agenda.methode, content: agenda.contenu, filename: 'invitation.ics' },
      }),
    })
  }
}

/** In demonstration: a table that the mailbox page shows; nothing leaves the machine. */
export function parBoiteDeDemonstration(pool: Pool, maintenant: () => Date): Expedition {
  return async ({ a, objet, texte, agenda }) => {
    await pool.query(
      'insert into pgboss.boite_demonstration (id, envoye_le, destinataire, objet, texte, agenda) values ($1, $2, $3, $4, $5, $6)',
      [nouvelId(), maintenant(), a, objet, texte, agenda?.contenu ?? null],
    )
  }
}

/** Mail leaves through the queue of jobs: a server that is down delays it, and never loses it. */
export async function ouvrirCourriel(taches: Taches, expedier: Expedition): Promise<Courriel> {
  await taches.traiter<Message>(FILE, expedier, 'jour')
  return {
    envoyer: (tx, message) => taches.envoyer(tx, FILE, message),
    envoyerSeul: async (message) => {
      await taches.envoyerSeul(FILE, message)
    },
  }
}
