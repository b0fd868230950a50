/** How long an invitation stays open, in days: a president who reads her mail once a week must not find it dead. */
export const JOURS_INVITATION = 14

export type Invitation = {
  readonly envoi: number
  readonly expireLe: Date
  readonly accepteeLe: Date | null
  readonly annuleeLe: Date | null
}

export type EtatInvitation = 'en_attente' | 'acceptee' | 'annulee' | 'expiree'

/** Where an invitation stands at an instant. */
export function etatInvitation(invitation: Omit<Invitation, 'envoi'>, maintenant: Date): EtatInvitation {
  if (invitation.annuleeLe) return 'annulee'
  if (invitation.accepteeLe) return 'acceptee'
  return invitation.expireLe <= maintenant ? 'expiree' : 'en_attente'
}

export type CauseLien = 'faux' | 'perime' | 'remplace' | 'annule' | 'utilise'

/**
 * Decides whether a link still opens the invitation it names: it serves once, the last one sent alone, before its end and unless it was
 * withdrawn.
 * @param envoi rank of the sending that the link carries
 * @returns null when it serves, the cause otherwise
 */
export function causeDuRefus(invitation: Invitation, envoi: number, maintenant: Date): CauseLien | null {
  const etat = etatInvitation(invitation, maintenant)
  if (etat === 'annulee') return 'annule'
  if (etat === 'acceptee') return 'utilise'
  if (invitation.envoi !== envoi) return 'remplace'
  return etat === 'expiree' ? 'perime' : null
}
