import { JOUR_OUVRE } from './calendrier.ts'

/** Open days of silence after which a town hall is reminded: the first time, then the last notice. */
export const PALIERS = [5, 15] as const
/** Open days after an answer when the request ends by itself. */
export const CLOTURE_JOURS = 10
/** Open days over the promise when the direction of the centre is told, once. */
export const ESCALADE_JOURS = 2

/** True when a reminder is due: never twice for one step, never after an answer (the wait is then over). */
export const relanceDue = (attente: number, relances: number): boolean => {
  const palier = PALIERS[relances]
  return palier !== undefined && attente >= palier * JOUR_OUVRE
}

export type Rythme = 'quotidien' | 'hebdomadaire' | 'jamais'

/** True when a person gets her digest on a day: every worked day, on Mondays, or never. `jourDeSemaine` is 1 on Monday. */
export const recoitLe = (rythme: Rythme, jourDeSemaine: number): boolean =>
  rythme === 'quotidien' || (rythme === 'hebdomadaire' && jourDeSemaine === 1)
