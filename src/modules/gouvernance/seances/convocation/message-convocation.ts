import { type EvenementAgenda, ecrireInvitation } from '#platform/agenda/agenda.ts'
import type { Message } from '#platform/courriel/courriel.ts'
import { signerLien } from '#platform/http/liens.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Point } from '../points/points.repository.ts'
import type { Seance } from '../seances.repository.ts'

export type Invite = {
  readonly personneId: string
  readonly nom: string
  readonly courriel: string
  readonly libelle: string
  readonly sequence: number
  readonly uid: string
  readonly reponse: string
}

export type DonneesConvocation = {
  readonly seance: Seance
  readonly points: readonly Pick<Point, 'ordre' | 'question'>[]
  readonly invite: Invite
  readonly invites: readonly Invite[]
  readonly organisateur: Acteur
  readonly adresse: string
  readonly secret: string
  readonly maintenant: Date
}

export const USAGE_REPONSE = 'reponse-convocation'

/** The signed address at which an invited person answers without an account. Valid until the séance begins. */
export function lienDeReponse(
  {
    seance,
    invite,
    adresse,
    secret,
  }: Pick<DonneesConvocation, 'seance' | 'invite' | 'adresse' | 'secret'> & { organisateur: Acteur },
  cooperationId: string,
): string {
  const jeton = signerLien(secret, {
    usage: USAGE_REPONSE,
    objet: `${cooperationId}/${seance.id}/${invite.personneId}`,
    expireLe: seance.debutLe,
  })
  return `${adresse}/convocations/${jeton}`
}

const quand = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'full',
  timeStyle: 'short',
})

/** The convocation: when, where, the agenda, and where to answer. It holds no document: they are read on the platform. */
export function messageConvocation(donnees: DonneesConvocation): Message {
  const { seance, points, invite, organisateur, adresse } = donnees
  const revient = invite.sequence > 0 ? 'Mise à jour : ' : ''
  const texte = `Bonjour,

${revient ? 'La séance est déplacée. Votre réponse précédente ne vaut plus : merci de répondre à nouveau.\n\n' : ''}${organisateur.cooperation} vous convoque à la séance suivante.

${seance.instance}
${quand.format(seance.debutLe)} (heure de Paris), ${seance.dureeMinutes} minutes
${[seance.lieu, seance.visio].filter(Boolean).join('\n') || 'Lieu à préciser'}
${seance.motifDerogation ? `\nDélai abrégé : ${seance.motifDerogation}\n` : ''}
Ordre du jour
${points.map(({ ordre, question }) => `${ordre}. ${question}`).join('\n')}

Répondre (sans mot de passe) : ${lienDeReponse(donnees, organisateur.cooperationId)}
Dossier de séance : ${adresse}/seances/${seance.id}

${organisateur.nom}, ${organisateur.libelle}
`
  return {
    a: invite.courriel,
    objet: `${revient}${seance.instance}, ${quand.format(seance.debutLe)}`,
    texte,
    agenda: { methode: 'REQUEST', contenu: ecrireInvitation('REQUEST', evenementDe(donnees)) },
  }
}

/** The séance as a diary entry: the same identifier from the first invitation to the cancellation. */
const evenementDe = (donnees: DonneesConvocation): EvenementAgenda => {
  const { seance, points, invite, organisateur, adresse, maintenant } = donnees
  return {
    uid: invite.uid,
    sequence: invite.sequence,
    titre: seance.instance,
    description: [
      ...points.map(({ ordre, question }) => `${ordre}. ${question}`),
      '',
      `Répondre : ${lienDeReponse(donnees, organisateur.cooperationId)}`,
    ].join('\n'),
    lieu: [seance.lieu, seance.visio].filter(Boolean).join(', '),
    adresse: `${adresse}/seances/${seance.id}`,
    debutLe: seance.debutLe,
    finLe: new Date(+seance.debutLe + seance.dureeMinutes * 60_000),
    organisateur: { nom: `${organisateur.nom}`, courriel: organisateur.courriel },
    invite: { nom: invite.nom, courriel: invite.courriel },
    etabliLe: maintenant,
  }
}

/** The same people are told that the séance does not take place, and why. */
export function messageAnnulation(donnees: DonneesConvocation, motif: string): Message {
  const { seance, invite, organisateur } = donnees
  return {
    a: invite.courriel,
    agenda: { methode: 'CANCEL', contenu: ecrireInvitation('CANCEL', evenementDe(donnees)) },
    objet: `Annulée : ${seance.instance}, ${quand.format(seance.debutLe)}`,
    texte: `Bonjour,

La séance « ${seance.instance} » du ${quand.format(seance.debutLe)} est annulée.
Motif : ${motif}

Elle est retirée de votre agenda. Les points de son ordre du jour reviendront à une prochaine séance.

${organisateur.nom}, ${organisateur.libelle}
`,
  }
}
