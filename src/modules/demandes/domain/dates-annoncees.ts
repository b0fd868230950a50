import { type Jour, joursEntre } from '#shared/dates.ts'

/** What a centre announces to all. */
export const GENRES_DE_DATE = {
  concours: 'Concours ou examen',
  conseil_medical: 'Conseil médical',
  instance: 'Autre instance',
} as const
export type GenreDeDate = keyof typeof GENRES_DE_DATE

export type DateAnnoncee = {
  readonly id: string
  readonly centreId: string
  readonly genre: GenreDeDate
  readonly le: Jour
  readonly annulee: boolean
}

/** Days before its day within which a medical council wants a whole file: the file is consulted for ten days at least before (services §2.1, to be checked). */
const CONSULTATION_JOURS = 10

/**
 * Other dates that this one meets: two exams on one day, in any two centres (a candidate sits for one); or anything else of the same centre and
 * kind on that day. One that was cancelled meets nothing.
 */
export const conflits = <D extends DateAnnoncee>(
  date: Omit<DateAnnoncee, 'annulee'>,
  autres: readonly D[],
): D[] =>
  autres.filter(
    (autre) =>
      !autre.annulee &&
      autre.id !== date.id &&
      autre.le === date.le &&
      autre.genre === date.genre &&
      (date.genre === 'concours' || autre.centreId === date.centreId),
  )

/** Why a last day to file cannot stand, as a sentence; null when it can. */
export function refusDuDepot(genre: GenreDeDate, le: Jour, depotAvant: Jour | null): string | null {
  if (depotAvant === null) return null
  if (depotAvant > le)
    return 'La date limite de dépôt vient avant la date annoncée : corrigez l’une des deux.'
  return genre === 'conseil_medical' && joursEntre(depotAvant, le) < CONSULTATION_JOURS
    ? 'Un dossier de conseil médical se consulte dix jours au moins avant la séance : avancez la date limite de dépôt.'
    : null
}
