import { ajouterJours, instantParis, type Jour, jourDe } from '#shared/dates.ts'
import { type CalendrierOuvre, estOuvre } from '#shared/jours-ouvres.ts'
import { memoire } from '#shared/memoire.ts'

/** Opening hours of a guichet on a worked day, clocks of Paris: seven hours. */
const PLAGES = [
  ['09:00', '12:30'],
  ['13:30', '17:00'],
] as const
const MS_PAR_HEURE = 3_600_000
/** What a worked day counts for, in milliseconds. */
export const JOUR_OUVRE = 7 * MS_PAR_HEURE
/** A guichet that opens on no day of two years is a fault of its calendar, not a wait. */
const HORIZON_JOURS = 800

/** Openings of one day, in milliseconds since 1970. A change of clock falls at night: an opening always lasts the same. */
const plagesDe = memoire((jour: Jour): readonly (readonly [number, number])[] =>
  PLAGES.map(([de, a]) => [+instantParis(jour, de), +instantParis(jour, a)] as const),
)

/**
 * Open time between two instants, in milliseconds: worked days of the calendar, 9:00–12:30 and 13:30–17:00 in Paris. 0 when `fin` is not
 * after `debut`. Additive: from a to c is from a to b plus from b to c.
 */
export function dureeOuverte(debut: Date, fin: Date, calendrier: CalendrierOuvre = {}): number {
  const [a, b] = [+debut, +fin]
  if (b <= a) return 0
  const dernier = jourDe(fin)
  let total = 0
  for (let jour = jourDe(debut); jour <= dernier; jour = ajouterJours(jour, 1)) {
    if (!estOuvre(jour, calendrier)) continue
    for (const [de, jusqua] of plagesDe(jour)) total += Math.max(0, Math.min(b, jusqua) - Math.max(a, de))
  }
  return total
}

/**
 * The instant at which `duree` milliseconds of open time have passed since `debut`; with 0 or less, the first open instant.
 * « Friday 16:45 plus two worked days » is Tuesday 16:45.
 */
export function echeanceOuverte(debut: Date, duree: number, calendrier: CalendrierOuvre = {}): Date {
  let reste = Math.max(0, duree)
  let jour = jourDe(debut)
  for (let n = 0; n < HORIZON_JOURS; n++, jour = ajouterJours(jour, 1)) {
    if (!estOuvre(jour, calendrier)) continue
    for (const [de, jusqua] of plagesDe(jour)) {
      const depart = Math.max(de, +debut)
      if (depart >= jusqua) continue
      if (depart + reste <= jusqua) return new Date(depart + reste)
      reste -= jusqua - depart
    }
  }
  throw new RangeError('Ce calendrier n’ouvre aucun jour.')
}

/** True when the guichet is open at this instant: the only time when reminders leave. */
export const estOuverte = (instant: Date, calendrier: CalendrierOuvre = {}): boolean => {
  const jour = jourDe(instant)
  return estOuvre(jour, calendrier) && plagesDe(jour).some(([de, a]) => de <= +instant && +instant < a)
}

/** Closing time of a worked day (or of the next one), 17:00 in Paris: what « before the 25th » means. */
export function finDuJourOuvre(jour: Jour, calendrier: CalendrierOuvre = {}): Date {
  let courant = jour
  for (let n = 0; n < HORIZON_JOURS && !estOuvre(courant, calendrier); n++) courant = ajouterJours(courant, 1)
  return instantParis(courant, PLAGES[1][1])
}
