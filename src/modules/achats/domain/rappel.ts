import { ajouterJours, type Jour, jourDe, joursEntre } from '#shared/dates.ts'

export type Rappel = 'premier' | 'second' | 'dernier'

/** Days after which a silent employer is reminded: after the invitation, after the first reminder, then once in the last days. No text sets them. */
export const PALIERS = { premier: 7, second: 14, dernier: 5, entreDeux: 3 } as const

/**
 * Which reminder is due to an employer on a day (Paris), null when none is: it answered, was never asked, the last day has passed, or it was written to
 * too lately. Three at most: a week after the invitation, two weeks after that, and one in the last five days.
 */
export function rappelDu(
  e: {
    readonly inviteLe: Date | null
    readonly relanceLe: Date | null
    readonly relances: number
    readonly reponduLe: Date | null
  },
  reponsesJusquau: Jour,
  jour: Jour,
): Rappel | null {
  if (e.reponduLe || !e.inviteLe || jour > reponsesJusquau) return null
  const dernierMessage = jourDe(e.relanceLe ?? e.inviteLe)
  const depuis = joursEntre(dernierMessage, jour)
  const derniersJours = ajouterJours(reponsesJusquau, -PALIERS.dernier)
  if (jour >= derniersJours)
    return dernierMessage < derniersJours && depuis >= PALIERS.entreDeux ? 'dernier' : null
  if (e.relances === 0 && depuis >= PALIERS.premier) return 'premier'
  return e.relances === 1 && depuis >= PALIERS.second ? 'second' : null
}
