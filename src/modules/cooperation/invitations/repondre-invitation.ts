import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur, Fonction } from '#shared/acteur.ts'
import { engageSonOrganisme } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { type CauseLien, causeDuRefus } from '../domain/invitation.ts'
import { type Diffusion, inviter } from './inviter.ts'

const MOTIF = 'invitation ouverte par son lien signé'

/** What the signed link of an invitation names. */
export type CibleInvitation = {
  readonly cooperationId: string
  readonly invitationId: string
  readonly envoi: number
}

/** Reads the object of a signed invitation link; null when it does not have the right form. */
export function lireCible(objet: string): CibleInvitation | null {
  const [cooperationId = '', invitationId = '', envoi = ''] = objet.split('/')
  return estId(cooperationId) && estId(invitationId) && /^\d{1,6}$/.test(envoi)
    ? { cooperationId, invitationId, envoi: Number(envoi) }
    : null
}

export type InvitationOuverte = {
  readonly id: string
  readonly envoi: number
  readonly expireLe: Date
  readonly accepteeLe: Date | null
  readonly annuleeLe: Date | null
  readonly personneId: string
  readonly nom: string
  readonly courriel: string
  readonly cooperation: string
  readonly cooperationId: string
  readonly organismeId: string
  readonly libelle: string
  /** Functions she holds or will hold there, the earliest first. */
  readonly fonctions: readonly { readonly fonction: Fonction; readonly du: Jour }[]
}

async function find(tx: Tx, id: string, jour: Jour, tenir = false): Promise<InvitationOuverte | null> {
  const { rows } = await sql<InvitationOuverte>`
    select i.id, i.envoi, i.expire_le as "expireLe", i.acceptee_le as "accepteeLe", i.annulee_le as "annuleeLe",
      p.id as "personneId", p.nom, p.courriel, c.nom as cooperation, c.id as "cooperationId", o.id as "organismeId",
      coalesce(m.libelle, o.nom) as libelle,
      (select coalesce(jsonb_agg(jsonb_build_object('fonction', f.fonction, 'du', f.du) order by f.du), '[]')
        from fonction_tenue f where f.personne_id = p.id and f.organisme_id = o.id
          and (f.au is null or f.au >= ${jour})) as fonctions
    from invitation_acces i
    join personne p on p.id = i.personne_id
    join cooperation c on c.id = i.cooperation_id
    join organisme o on o.id = i.organisme_id
    left join membre m on m.cooperation_id = c.id and m.organisme_id = o.id
    where i.id = ${id} ${tenir ? sql`for update of i` : sql``}`.execute(tx)
  return rows[0] ?? null
}

/** The invitation behind a link, or why it no longer serves. Reading it changes nothing: mail scanners open links. */
export const lireInvitation = (base: Base, cible: CibleInvitation, maintenant: Date) =>
  base.enTantQueSysteme(MOTIF, cible.cooperationId, async (tx) => {
    const invitation = await find(tx, cible.invitationId, jourDe(maintenant))
    if (!invitation) return refuser({ code: 'faux' as CauseLien, libelle: '' })
    const cause = causeDuRefus(invitation, cible.envoi, maintenant)
    return cause ? refuser({ code: cause, libelle: invitation.libelle }) : accepter(invitation)
  })

/** The person comes in: the link is spent. Refused while her function has not begun, so that the link stays good for that day. */
export const accepterInvitation = (base: Base, cible: CibleInvitation, maintenant: Date) =>
  base.enTantQueSysteme(MOTIF, cible.cooperationId, async (tx) => {
    const jour = jourDe(maintenant)
    const invitation = await find(tx, cible.invitationId, jour, true)
    if (!invitation) return refuser({ code: 'faux' as const, libelle: '' })
    const cause = causeDuRefus(invitation, cible.envoi, maintenant)
    if (cause) return refuser({ code: cause, libelle: invitation.libelle })
    if (!invitation.fonctions.some(({ du }) => du <= jour))
      return refuser({ code: 'pas-encore' as const, libelle: invitation.libelle })
    await tx
      .updateTable('invitation_acces')
      .set({ acceptee_le: maintenant })
      .where('id', '=', invitation.id)
      .execute()
    await consigner(tx, invitation, maintenant, {
      action: 'invitation.accepter',
      objet: { type: 'invitation', id: invitation.id },
      resume: `${invitation.nom} est entrée ou entré pour ${invitation.libelle}`,
    })
    return accepter(invitation)
  })

/** Sends the invitation again: the former link ends. By the people of the organisation that invited. */
export const renvoyerInvitation = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  id: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const invitation = await find(tx, id, jourDe(maintenant), true)
    if (!invitation || invitation.organismeId !== acteur.organismeId)
      return refuser({ code: 'introuvable' as const })
    if (invitation.accepteeLe && !invitation.annuleeLe) return refuser({ code: 'deja-acceptee' as const })
    if (invitation.fonctions.length === 0) return refuser({ code: 'sans-fonction' as const })
    await inviter(tx, diffusion, acteur, invitation, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'invitation.renvoyer',
      objet: { type: 'invitation', id },
      resume: `Invitation renvoyée à ${invitation.nom}`,
    })
    return accepter({ courriel: invitation.courriel })
  })

/**
 * Withdraws an invitation that nobody answered: its link dies and the mandates it came with are annulled, written but without effect. Once the
 * person came, her mandate is ended instead.
 */
export const annulerInvitation = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const invitation = await find(tx, id, jourDe(maintenant), true)
    if (!invitation || invitation.organismeId !== acteur.organismeId)
      return refuser({ code: 'introuvable' as const })
    if (invitation.annuleeLe) return accepter({ nom: invitation.nom })
    if (invitation.accepteeLe) return refuser({ code: 'deja-acceptee' as const })
    await tx.updateTable('invitation_acces').set({ annulee_le: maintenant }).where('id', '=', id).execute()
    await tx
      .updateTable('mandat')
      .set({ annule_le: maintenant })
      .where('organisme_id', '=', acteur.organismeId)
      .where('personne_id', '=', invitation.personneId)
      .where('au', 'is', null)
      .where('annule_le', 'is', null)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'invitation.annuler',
      objet: { type: 'invitation', id },
      resume: `Invitation ${deNom(invitation.nom)} annulée, sa fonction avec elle`,
    })
    return accepter({ nom: invitation.nom })
  })
