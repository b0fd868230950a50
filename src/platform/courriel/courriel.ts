import type { Tx } from '../base/base.ts'
import type { Tache, Taches } from '../taches/taches.ts'

/** A message ready to leave. It says nothing confidential: it tells that something waits, and where. */
export type Message = {
  readonly a: string
  readonly objet: string
  readonly texte: string
  /** Where an answer goes, when somebody reads it. */
  readonly repondreA?: string
  /** An iCalendar object (text/calendar) with its METHOD. */
  readonly agenda?: { readonly methode: 'REQUEST' | 'CANCEL'; readonly contenu: string }
}

export type Courriel = {
  /** Queues a message inside the business transaction. */
  envoyer(tx: Tx, message: Message): Promise<void>
  /** Queues a message when no business transaction is open (sign-in link). */
  envoyerSeul(message: Message): Promise<void>
}

/** The same, for many messages at once: one statement, whatever their number. */
export type CourrielEnNombre = Courriel & {
  envoyerTous(tx: Tx, messages: readonly Message[]): Promise<void>
}

/** By whom messages leave, and the public address that they name. */
export type MoyenDEnvoi = { readonly courriel: Courriel; readonly adresse: string }

/** The same, for messages whose links are signed. */
export type MoyenDEnvoiSigne = MoyenDEnvoi & { readonly secret: string }

/** Hands one message over. May be called again with the same job: a message sent twice must be recognisable as one. */
export type Expedition = (message: Message, tache: Tache) => Promise<void>

/** Name of the queue. */
export const FILE_DU_COURRIEL = 'courriel'

/** Mail leaves through the queue of jobs: a server that is down delays it, for a day if need be, and never loses it. */
export async function ouvrirCourriel(taches: Taches, expedier: Expedition): Promise<CourrielEnNombre> {
  await taches.traiter<Message>(FILE_DU_COURRIEL, expedier, 'jour')
  return {
    envoyer: (tx, message) => taches.envoyer(tx, FILE_DU_COURRIEL, message),
    envoyerTous: (tx, messages) => taches.envoyerTous(tx, FILE_DU_COURRIEL, messages),
    envoyerSeul: (message) => taches.envoyerSeul(FILE_DU_COURRIEL, message),
  }
}
