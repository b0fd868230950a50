import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { texteDuHtml } from './texte-du-html.ts'

/** A message that came, in text: what it says and what it carries, before anybody judges it. */
export type CourrielRecu = {
  readonly destinataires: readonly string[]
  /** Address of the envelope; empty for a notice of non-delivery. */
  readonly retour: string
  readonly de: string
  readonly nom: string
  readonly objet: string
  readonly texte: string
  readonly messageId: string
  /** Headers by their lower-case name. */
  readonly entetes: ReadonlyMap<string, string>
  readonly pieces: readonly { readonly nom: string; readonly contenu: Buffer }[]
}

/** Where mail comes in: behind the mail server of the organisation, which does the encryption and the filtering. */
export type Reception = { readonly hote: string; readonly port: number; readonly domaine: string }

/** Refused for now: the sending server keeps the message and tries again. */
export class PlusTard extends Error {}

/** Twenty-five megabytes in all: what a mail server usually lets through. */
const AU_PLUS = 25_000_000

const refus = (code: number, phrase: string) => Object.assign(new Error(phrase), { responseCode: code })

async function lireFlux(flux: SMTPServerDataStream): Promise<Buffer> {
  const morceaux: Buffer[] = []
  let taille = 0
  for await (const morceau of flux as AsyncIterable<Buffer>) {
    taille += morceau.length
    // The rest is read and dropped: SMTP has no way to stop the sender halfway.
    if (taille <= AU_PLUS) morceaux.push(morceau)
  }
  if (taille > AU_PLUS) throw refus(552, 'Message trop lourd : 25 Mo au plus')
  return Buffer.concat(morceaux)
}

/** A message as it came by SMTP, read: its text (drawn from its page when it has no text), its headers, its files. */
export async function lireCourriel(
  brut: Buffer,
  enveloppe: { readonly retour: string; readonly destinataires: readonly string[] },
): Promise<CourrielRecu> {
  const lu = await simpleParser(brut, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  })
  const de = lu.from?.value[0]
  const net = (texte: string) => texte.replaceAll('\0', '').toWellFormed()
  return {
    ...enveloppe,
    de: net(de?.address ?? enveloppe.retour).toLowerCase(),
    nom: net(de?.name ?? ''),
    objet: net(lu.subject ?? ''),
    texte: net(lu.text?.trim() ? lu.text : lu.html ? texteDuHtml(lu.html) : ''),
    messageId: lu.messageId ?? '',
    entetes: new Map(lu.headerLines.map(({ key, line }) => [key, net(line.slice(key.length + 1).trim())])),
    pieces: lu.attachments
      .filter(({ contentDisposition, related }) => contentDisposition === 'attachment' || !related)
      .map(({ filename, content }) => ({ nom: filename ?? 'piece', contenu: content })),
  }
}

/**
 * Listens to SMTP. `250` is answered only once `recevoir` is over, so that what was accepted is kept: a process that dies before has accepted
 * nothing, and the sending server tries again. Only addresses of the domain are taken: nothing is relayed.
 */
export async function ouvrirReception(
  { hote, port, domaine }: Reception,
  recevoir: (recu: CourrielRecu, brut: Buffer) => Promise<void>,
): Promise<{ readonly port: number; fermer(): Promise<void> }> {
  const serveur = new SMTPServer({
    name: domaine,
    banner: 'Maillage',
    size: AU_PLUS,
    maxClients: 20,
    maxRecipients: 20,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo: ({ address }, _session, repondre) =>
      repondre(
        address.toLowerCase().endsWith(`@${domaine.toLowerCase()}`)
          ? null
          : refus(550, 'Cette adresse n’est pas reçue ici'),
      ),
    onData: (flux, session, repondre) => {
      const { mailFrom, rcptTo } = session.envelope
      lireFlux(flux)
        .then(async (brut) => {
          const recu = await lireCourriel(brut, {
            retour: mailFrom ? mailFrom.address : '',
            destinataires: rcptTo.map(({ address }) => address.toLowerCase()),
          })
          await recevoir(recu, brut)
        })
        .then(
          () => repondre(),
          (erreur: Error & { responseCode?: number }) =>
            repondre(
              erreur.responseCode
                ? erreur
                : refus(
                    erreur instanceof PlusTard ? 452 : 451,
                    erreur instanceof PlusTard ? erreur.message : 'Réessayez plus tard',
                  ),
            ),
        )
    },
  })
  // A connection that breaks is the sender's affair: it tries again.
  serveur.on('error', () => {})
  const ecoute = Promise.race([
    once(serveur.server, 'listening'),
    once(serveur.server, 'error').then(([erreur]) => {
      throw new Error(`Le courriel entrant ne peut pas écouter sur ${hote}:${port} : ${String(erreur)}.`)
    }),
  ])
  serveur.listen(port, hote)
  await ecoute
  return {
    port: (serveur.server.address() as { port: number }).port,
    fermer: () => new Promise((fini) => serveur.close(() => fini())),
  }
}
