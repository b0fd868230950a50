import type { Acteur } from '#shared/acteur.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import type { Etat } from '../domain/etats.ts'
import { CYCLE } from '../domain/etats.ts'
import type { GenreDeModele } from '../domain/modele.ts'
import { coteDe } from '../dossier/agir.ts'

/** More requests than this at once are refused: a page of the queue holds forty. */
export const AU_PLUS = 100

const ATTEND: Readonly<Partial<Record<Etat, string>>> = {
  ATTENTE_COLLECTIVITE:
    'une question est déjà posée à la collectivité. Attendez sa réponse, ou reprenez la demande.',
  ATTENTE_TIERS: 'un tiers est attendu. Enregistrez sa réponse d’abord.',
  REPONDUE: 'une réponse est déjà partie.',
  CLOTUREE: 'elle est terminée.',
  SANS_SUITE: 'elle est classée sans suite.',
  ANNULEE: 'la collectivité l’a annulée.',
  REORIENTEE: 'elle a été réorientée ou réunie à une autre.',
  BROUILLON: 'elle n’est pas encore envoyée.',
}

/** True when nobody took the request yet: writing an answer or a question takes it first, in the name of who writes. */
export const aPrendre = ({ etat }: Pick<DemandeLue, 'etat'>): boolean => CYCLE.prendre.de.includes(etat)

/**
 * Why these words cannot leave on a request, as a sentence that continues « Ne part pas : »; null when they can. Another reads it, a wait runs,
 * or it ended.
 */
export function empechement(acteur: Acteur, demande: DemandeLue, genre: GenreDeModele): string | null {
  if (coteDe(acteur, demande) !== 'cdg')
    return 'votre centre lit cette demande pour donner un avis, il ne la traite pas.'
  if (genre === 'message')
    return ['BROUILLON', 'ANNULEE', 'REORIENTEE'].includes(demande.etat)
      ? (ATTEND[demande.etat] ?? null)
      : null
  if (aPrendre(demande) || CYCLE[genre].de.includes(demande.etat)) return null
  return ATTEND[demande.etat] ?? 'son état ne le permet pas.'
}
