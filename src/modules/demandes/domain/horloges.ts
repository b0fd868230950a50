import type { Jour } from '#shared/dates.ts'
import type { CalendrierOuvre } from '#shared/jours-ouvres.ts'
import { dureeOuverte, echeanceOuverte, finDuJourOuvre, JOUR_OUVRE } from './calendrier.ts'
import { type Etat, TOURS, type Tour } from './etats.ts'

/** A change of state, as it was written. */
export type Passage = { readonly le: Date; readonly etat: Etat }

/** Open time spent at each place, in milliseconds; `total` is their sum. */
export type Horloges = {
  readonly total: number
  readonly cdg: number
  readonly collectivite: number
  readonly tiers: number
}

export const HORLOGES_NEUVES: Horloges = { total: 0, cdg: 0, collectivite: 0, tiers: 0 }

/** The same clocks after `duree` more milliseconds at one place. */
export const ajouter = (horloges: Horloges, tour: Tour, duree: number): Horloges =>
  tour === 'personne'
    ? horloges
    : { ...horloges, [tour]: horloges[tour] + duree, total: horloges.total + duree }

/**
 * The four clocks of a request, from the changes of state alone (in their order) up to `maintenant`: open hours of the guichet. What is
 * replayed gives the same result; an opinion, a message, a reminder are no change of state and move nothing.
 */
export function lireHorloges(
  passages: readonly Passage[],
  maintenant: Date,
  calendrier: CalendrierOuvre = {},
): Horloges {
  let horloges = HORLOGES_NEUVES
  for (const [n, { le, etat }] of passages.entries()) {
    const fin = passages[n + 1]?.le ?? maintenant
    horloges = ajouter(horloges, TOURS[etat], dureeOuverte(le, fin, calendrier))
  }
  return horloges
}

export type Engagement = { readonly priseJours: number; readonly reponseJours: number }

/** When somebody must have taken the file: working days after it was sent. */
export const prisePromise = (
  deposeeLe: Date,
  { priseJours }: Engagement,
  calendrier: CalendrierOuvre = {},
): Date => echeanceOuverte(deposeeLe, priseJours * JOUR_OUVRE, calendrier)

/**
 * When the answer is promised. While the file is at the centre: when its promise is spent, be it already past. While the employer has it:
 * what is left of the promise, counted from the day at which it is asked to answer (or from now when it is late). Null when a third party
 * has it (no date is invented) or when nothing runs.
 */
export function reponsePromise(
  passages: readonly Passage[],
  { reponseJours }: Engagement,
  maintenant: Date,
  attenteAvant: Jour | null,
  calendrier: CalendrierOuvre = {},
): Date | null {
  const dernier = passages.at(-1)
  if (!dernier) return null
  const tour = TOURS[dernier.etat]
  if (tour !== 'cdg' && tour !== 'collectivite') return null
  let reste = reponseJours * JOUR_OUVRE
  for (const [n, { le, etat }] of passages.entries()) {
    if (TOURS[etat] !== 'cdg') continue
    const fin = passages[n + 1]?.le
    const passe = fin ? dureeOuverte(le, fin, calendrier) : Number.POSITIVE_INFINITY
    if (passe >= reste) return echeanceOuverte(le, reste, calendrier)
    reste -= passe
  }
  if (attenteAvant === null) return null
  const reponse = finDuJourOuvre(attenteAvant, calendrier)
  return echeanceOuverte(reponse > maintenant ? reponse : maintenant, reste, calendrier)
}

/** True when the centre has spent more than it promised. */
export const estEnRetard = (cdg: number, { reponseJours }: Engagement): boolean =>
  cdg > reponseJours * JOUR_OUVRE

/** Worked days, to the half: « 4,5 ». */
export const enJours = (duree: number): number => Math.round((2 * duree) / JOUR_OUVRE) / 2
