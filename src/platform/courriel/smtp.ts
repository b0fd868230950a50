import { createTransport } from 'nodemailer'
import { EchecDefinitif } from '../taches/taches.ts'
import type { Expedition } from './courriel.ts'

/** One mailbox, nothing around it: no name, no comma, no line break through which a second recipient or a header could come. */
const UNE_ADRESSE = /^[^\s<>,;:"'()[\]\\]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i

/** Control characters, line breaks included, have no place in a header. */
const surUneLigne = (texte: string): string => texte.replace(/\p{Cc}+/gu, ' ').trim()

type RefusSmtp = {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message?: string
}

/** What the operator can do about a server, before any address is in question. What it said follows; it never repeats a password. */
const PANNES: Readonly<Record<string, string>> = {
  EAUTH: 'refuse le compte : l’identifiant ou le mot de passe de SMTP_URL est à corriger',
  ETLS: 'ne chiffre pas la connexion : le mot de passe et les messages n’y partent pas en clair',
  ECONNECTION: 'ne répond pas',
  ESOCKET: 'ne répond pas, ou son certificat n’est pas cru',
  ETIMEDOUT: 'ne répond pas à temps',
  EDNS: 'n’est pas trouvé : le nom dans SMTP_URL est à vérifier',
}

function expliquer(erreur: RefusSmtp): unknown {
  const phrase = PANNES[erreur.code ?? '']
  const dit = surUneLigne(erreur.response ?? erreur.message ?? '')
  return phrase ? new Error(`Le serveur de messagerie ${phrase} (${dit}).`) : erreur
}

/**
 * In production: the SMTP server of the organisation. A server that is down, full or misconfigured is tried again; an address that it
 * refuses for good (5xx on the recipient) is not. An address with an account never gives its password to a server that does not encrypt.
 * @param domaine right side of the Message-ID, which is drawn from the job: a message sent twice carries it twice, and mailboxes keep one
 */
export function parSmtp(url: string, expediteur: string, domaine: string): Expedition & { fermer(): void } {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    requireTLS: url.includes('@'),
    // The text of a message never makes this server open a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const expedier: Expedition = async ({ a, objet, texte, agenda, repondreA }, { id }) => {
    if (!UNE_ADRESSE.test(a))
      throw new EchecDefinitif(`« ${surUneLigne(a)} » n’est pas une adresse électronique.`)
    try {
      await transport.sendMail({
        from: expediteur,
        to: { name: '', address: a },
        subject: surUneLigne(objet),
        text: texte,
        ...(repondreA && { replyTo: repondreA }),
        messageId: `<${id}@${domaine}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(agenda && {
          icalEvent: { method: agenda.methode, content: agenda.contenu, filename: 'invitation.ics' },
        }),
      })
    } catch (erreur) {
      const { code, responseCode = 0, response } = erreur as RefusSmtp
      if (code === 'EENVELOPE' && responseCode >= 500)
        throw new EchecDefinitif(
          `Le serveur de messagerie refuse l’adresse ${a} : ${response ?? responseCode}`,
        )
      throw expliquer(erreur as RefusSmtp)
    }
  }
  return Object.assign(expedier, { fermer: () => transport.close() })
}
