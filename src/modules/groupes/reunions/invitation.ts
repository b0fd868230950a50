import { type EvenementAgenda, ecrireInvitation } from '#platform/agenda/agenda.ts'
import type { Message } from '#platform/courriel/courriel.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import type { ReunionLue } from '../travail.queries.ts'

type Personne = { readonly nom: string; readonly courriel: string }
export type AEcrire = {
  readonly groupe: { readonly nom: string }
  readonly reunion: ReunionLue
  readonly methode: 'REQUEST' | 'CANCEL'
  readonly invite: Personne
  readonly organisateur: Personne
  readonly adresse: string
  readonly etabliLe: Date
}

/** The meeting as a diary holds it: the same identity for the life of the meeting, a sequence that grows at each change. */
export const evenementDe = ({
  groupe,
  reunion,
  invite,
  organisateur,
  adresse,
  etabliLe,
}: Omit<AEcrire, 'methode'>): EvenementAgenda => ({
  uid: `groupe-${reunion.id}@maillage`,
  sequence: reunion.sequence,
  titre: `${groupe.nom} : ${reunion.objet}`,
  description: reunion.ordreDuJour,
  lieu: [reunion.lieu, reunion.visio].filter(Boolean).join(' ; '),
  adresse: `${adresse}/groupes/reunions/${reunion.id}`,
  debutLe: reunion.debutLe,
  finLe: new Date(+reunion.debutLe + reunion.dureeMinutes * 60_000),
  organisateur: { nom: organisateur.nom, courriel: organisateur.courriel },
  invite: { nom: invite.nom, courriel: invite.courriel },
  etabliLe,
})

/** Invites one person, or withdraws the invitation, with the event for her diary. */
export function messageDeReunion(a: AEcrire): Message {
  const { groupe, reunion, methode, invite, adresse } = a
  const quand = `${dateLongue(jourDe(reunion.debutLe))} à ${heure(reunion.debutLe)}`
  const annulee = methode === 'CANCEL'
  return {
    a: invite.courriel,
    objet: `${annulee ? 'Réunion annulée' : reunion.sequence > 0 ? 'Réunion modifiée' : 'Réunion'} : ${groupe.nom.slice(0, 80)}, ${dateLongue(jourDe(reunion.debutLe))}`,
    texte: `Bonjour,

${
  annulee
    ? `La réunion « ${reunion.objet} » du groupe « ${groupe.nom} », prévue ${quand}, est annulée.`
    : `Le groupe « ${groupe.nom} » se réunit ${quand} : ${reunion.objet}.
${reunion.lieu ? `Lieu : ${reunion.lieu}\n` : ''}${reunion.visio ? `Visio : ${reunion.visio}\n` : ''}`
}
Ordre du jour, documents et notes : ${adresse}/groupes/reunions/${reunion.id}
`,
    agenda: { methode, contenu: ecrireInvitation(methode, evenementDe(a)) },
  }
}
