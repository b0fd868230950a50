import type { Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type EtatOperation, lignesDe } from './operation.ts'

export type Intention = 'oui' | 'peut_etre' | 'non'

/** What an employer intends, in its own words. */
export const INTENTIONS: Readonly<Record<Intention, string>> = {
  oui: 'Oui, nous voulons participer',
  peut_etre: 'Peut-être, il nous faut les prix',
  non: 'Non',
}

/** The fields of the one screen, each kept as it is typed. */
export const CHAMPS_REPONSE = [
  'intention',
  'niveau',
  'agents',
  'situation',
  'mandatNumero',
  'mandatLe',
] as const

export type Reponse = {
  readonly intention: Intention
  /** One of the levels of the purchase, '' when not chosen yet. */
  readonly niveau: string
  readonly agents: number | null
  readonly situation: string
  readonly mandatNumero: string
  readonly mandatLe: Jour | null
}

export type RefusReponse =
  | { readonly code: 'pas-ouverte' }
  | { readonly code: 'close'; readonly depuis: Jour }
  | { readonly code: 'niveau-inconnu' | 'mandat-sans-date' | 'mandat-sans-numero' | 'mandat-sans-intention' }
  | { readonly code: 'mandat-futur' }

/**
 * Decides whether an answer may be recorded. Employers answer from the opening to the last day included (Paris); answering does not bind them. A mandate
 * is an act of the employer: number and date go together, it is never dated in the future, and nobody mandates for what it refuses.
 * @param aujourdhui the day in Paris; a paper answer received in time and entered later is judged on the day of its reception
 */
export function recevoirReponse(
  operation: {
    readonly etat: EtatOperation
    readonly reponsesJusquau: Jour | null
    readonly niveaux: string
  },
  reponse: Reponse,
  aujourdhui: Jour,
): Result<Reponse, RefusReponse> {
  const ouverte = consultationOuverte(operation, aujourdhui)
  if (!ouverte.ok) return ouverte
  if (reponse.niveau !== '' && !lignesDe(operation.niveaux).includes(reponse.niveau))
    return refuser({ code: 'niveau-inconnu' })
  if (reponse.mandatNumero !== '' && !reponse.mandatLe) return refuser({ code: 'mandat-sans-date' })
  if (reponse.mandatNumero === '' && reponse.mandatLe) return refuser({ code: 'mandat-sans-numero' })
  if (reponse.mandatLe && reponse.mandatLe > aujourdhui) return refuser({ code: 'mandat-futur' })
  if (reponse.mandatLe && reponse.intention === 'non') return refuser({ code: 'mandat-sans-intention' })
  return accepter(reponse)
}

/** Whether employers may answer on a day, the last day included. */
export function consultationOuverte(
  { etat, reponsesJusquau }: { readonly etat: EtatOperation; readonly reponsesJusquau: Jour | null },
  aujourdhui: Jour,
): Result<true, Extract<RefusReponse, { code: 'pas-ouverte' | 'close' }>> {
  if (etat === 'preparation' || !reponsesJusquau) return refuser({ code: 'pas-ouverte' })
  if (etat !== 'consultation' || aujourdhui > reponsesJusquau)
    return refuser({ code: 'close', depuis: reponsesJusquau })
  return accepter(true)
}

export type EtapeEmployeur = 'a_inviter' | 'invite' | 'commence' | 'repondu' | 'mandat'

/** The words of each step of the funnel. */
export const ETAPES_EMPLOYEUR: Readonly<Record<EtapeEmployeur, string>> = {
  a_inviter: 'À inviter',
  invite: 'Invité, sans nouvelle',
  commence: 'Réponse commencée',
  repondu: 'A répondu',
  mandat: 'A donné mandat',
}

/** How far an employer has come: a mandate is more than an answer, an answer more than a draft. */
export const etapeDe = (e: {
  readonly inviteLe: Date | null
  readonly ouvertLe: Date | null
  readonly reponduLe: Date | null
  readonly mandatLe: Jour | null
}): EtapeEmployeur =>
  e.mandatLe
    ? 'mandat'
    : e.reponduLe
      ? 'repondu'
      : e.ouvertLe
        ? 'commence'
        : e.inviteLe
          ? 'invite'
          : 'a_inviter'

const JOURS_AVANT_RELANCE = 7

/** True when an employer may be reminded: asked, silent, and nothing sent for seven days. */
export function estARelancer(
  e: { readonly inviteLe: Date | null; readonly relanceLe: Date | null; readonly reponduLe: Date | null },
  maintenant: Date,
): boolean {
  const dernier = e.relanceLe ?? e.inviteLe
  return (
    e.reponduLe === null && dernier !== null && +maintenant - +dernier >= JOURS_AVANT_RELANCE * 86_400_000
  )
}
