/** What the page in front of somebody is told of the end of her session. */
export type Echeance = {
  /** Milliseconds left, by the clock of the server; 0 when the session is over. */
  readonly reste: number
  /** Asking for a page puts the end off: it is inactivity that comes first. False at the end of the twelve hours. */
  readonly prolongeable: boolean
}

/**
 * When a session ends if nothing more is asked: twelve hours after it was opened, or after a time without any page, whichever comes first.
 * @param finLe the end of the twelve hours
 * @param veille milliseconds without any page that end it; null where inactivity is not looked at (the demonstration)
 */
export function echeanceDe(
  { vueLe }: { readonly vueLe: Date },
  finLe: Date,
  veille: number | null,
  maintenant: Date,
): Echeance {
  const absolue = +finLe - +maintenant
  const parVeille = veille === null ? Number.POSITIVE_INFINITY : +vueLe + veille - +maintenant
  return { reste: Math.max(0, Math.min(absolue, parVeille)), prolongeable: parVeille < absolue }
}
