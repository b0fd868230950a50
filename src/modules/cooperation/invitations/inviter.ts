import type { Tx } from '#platform/base/base.ts'
import type { Courriel, Message } from '#platform/courriel/courriel.ts'
import { signerLien } from '#platform/http/liens.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date } from '#shared/typographie.ts'
import { JOURS_INVITATION } from '../domain/invitation.ts'

export const USAGE_INVITATION = 'invitation'
const UN_JOUR = 86_400_000

/** How invitations leave. */
export type Diffusion = {
  readonly courriel: Courriel
  readonly adresse: string
  readonly secret: string
}

/** Who invites: an organisation in its cooperation. */
export type Invitant = {
  readonly cooperationId: string
  readonly cooperation: string
  readonly organismeId: string
  readonly libelle: string
}

export type Invite = { readonly personneId: string; readonly nom: string; readonly courriel: string }

/**
 * Invites a person to act for an organisation, in the transaction that gave her the function. Invited again before she came, the former link
 * ends; once she came, she is only told.
 * @returns the rank of the sending
 */
export async function inviter(
  tx: Tx,
  diffusion: Diffusion,
  invitant: Invitant,
  invite: Invite,
  maintenant: Date,
): Promise<void> {
  const expireLe = new Date(+maintenant + JOURS_INVITATION * UN_JOUR)
  const connue = await tx
    .selectFrom('invitation_acces')
    .select(['id', 'envoi', 'acceptee_le', 'annulee_le'])
    .where('organisme_id', '=', invitant.organismeId)
    .where('personne_id', '=', invite.personneId)
    .forUpdate()
    .executeTakeFirst()
  if (connue?.acceptee_le && !connue.annulee_le)
    return diffusion.courriel.envoyer(
      tx,
      messageNouvelleFonction(diffusion.adresse, invitant, invite.courriel),
    )
  const id = connue?.id ?? nouvelId()
  const envoi = (connue?.envoi ?? 0) + 1
  if (connue)
    await tx
      .updateTable('invitation_acces')
      .set({ envoi, envoyee_le: maintenant, expire_le: expireLe, acceptee_le: null, annulee_le: null })
      .where('id', '=', id)
      .execute()
  else
    await tx
      .insertInto('invitation_acces')
      .values({
        id,
        cooperation_id: invitant.cooperationId,
        organisme_id: invitant.organismeId,
        personne_id: invite.personneId,
        envoyee_le: maintenant,
        expire_le: expireLe,
      })
      .execute()
  const jeton = signerLien(diffusion.secret, {
    usage: USAGE_INVITATION,
    objet: `${invitant.cooperationId}/${id}/${envoi}`,
    expireLe,
  })
  await diffusion.courriel.envoyer(
    tx,
    messageInvitation(`${diffusion.adresse}/invitation/${jeton}`, invitant, invite.courriel, expireLe),
  )
}

const messageInvitation = (
  lien: string,
  { cooperation, libelle }: Invitant,
  a: string,
  expireLe: Date,
): Message => ({
  a,
  objet: `${cooperation} : ${libelle} vous invite`,
  texte: `Bonjour,

${libelle} vous a donné une fonction dans « ${cooperation} ». Ouvrez cette page, puis appuyez sur « Entrer » :

${lien}

Ce lien sert une fois, jusqu’au ${date(jourDe(expireLe))}. Ensuite, vous entrerez avec l’adresse qui a reçu ce message.
Si vous n’attendiez pas cette invitation, ne faites rien et prévenez ${libelle}.
`,
})

const messageNouvelleFonction = (
  adresse: string,
  { cooperation, libelle }: Invitant,
  a: string,
): Message => ({
  a,
  objet: `${cooperation} : une nouvelle fonction pour ${libelle}`,
  texte: `Bonjour,

${libelle} vous a donné une autre fonction dans « ${cooperation} ». Vous la trouverez en vous connectant comme d’habitude :

${adresse}/connexion
`,
})
