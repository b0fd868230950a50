import { ajouterJours, type Jour, joursEntre } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type Jalon, prochainJalon } from './jalons.ts'
import { JOURS_SANS_NOUVELLE } from './meteo.ts'
import { EN_MOUVEMENT, type Statut } from './statuts.ts'

/** Steps sent by the calendar; `coordination` is asked by hand. */
export type Palier = 'avant' | 'retard_3' | 'retard_10' | 'direction' | 'coordination'

/**
 * When a news is asked for around a date, in calendar days from it, and of whom: who carries the action a week before, then three and ten
 * days after; a week later the direction of the member that leads it. One step is one message, never two the same day.
 */
export const PALIERS = [
  { palier: 'avant', jours: -7, a: 'pilote' },
  { palier: 'retard_3', jours: 3, a: 'pilote' },
  { palier: 'retard_10', jours: 10, a: 'pilote' },
  { palier: 'direction', jours: 17, a: 'direction' },
] as const satisfies readonly {
  readonly palier: Palier
  readonly jours: number
  readonly a: 'pilote' | 'direction'
}[]

export type ActionSuivie = {
  readonly statut: Statut
  readonly jalons: readonly Pick<Jalon, 'etat' | 'echeance' | 'titre'>[]
  readonly derniereNouvelle: Jour | null
  readonly commenceeLe: Jour | null
}

/**
 * The date around which news of an action is asked for: its first milestone that waits and of which nothing was said yet, or ninety days
 * after the last news when that comes first. Null when the action is not under way, or when nothing dates it.
 */
export function echeanceDuPoint({
  statut,
  jalons,
  derniereNouvelle,
  commenceeLe,
}: ActionSuivie): Jour | null {
  if (!EN_MOUVEMENT.includes(statut)) return null
  const dejaDit = ({ echeance }: { readonly echeance: Jour }) =>
    derniereNouvelle !== null && ajouterJours(echeance, PALIERS[0].jours) <= derniereNouvelle
  const jalon = prochainJalon(jalons.filter((j) => !dejaDit(j)))
  const depuis = derniereNouvelle ?? commenceeLe
  const dates = [jalon?.echeance, depuis && ajouterJours(depuis, JOURS_SANS_NOUVELLE)]
  return dates.filter((date) => date != null).sort()[0] ?? null
}

export type PalierFait = { readonly palier: Palier; readonly le: Jour }

/** Days left to who carries the action before its direction is written to. */
const DELAI_AVANT_DIRECTION = 7

/**
 * The step due today for an action, null when none is. A step missed while the application was stopped is made up for by the one that
 * follows it, never by a burst; a direction is never written to before who carries the action was, seven days earlier.
 * @param faits steps already sent for this date
 */
export function palierDu(
  action: ActionSuivie,
  faits: readonly PalierFait[],
  aujourdhui: Jour,
): { readonly palier: Palier; readonly a: 'pilote' | 'direction'; readonly echeance: Jour } | null {
  const echeance = echeanceDuPoint(action)
  if (echeance === null) return null
  const ecart = joursEntre(echeance, aujourdhui)
  const atteint = PALIERS.findLast(({ jours }) => jours <= ecart)
  // The week before is for the week before: once the date has come, the next step is three days after.
  if (!atteint || (atteint.palier === 'avant' && ecart > 0)) return null
  const relances = faits.filter(({ palier }) => palier === 'retard_3' || palier === 'retard_10')
  const pret = relances.some(({ le }) => joursEntre(le, aujourdhui) >= DELAI_AVANT_DIRECTION)
  const du = atteint.a === 'direction' && !pret ? PALIERS[2] : atteint
  if (faits.some(({ palier }) => palier === du.palier)) return null
  return { palier: du.palier, a: du.a, echeance }
}

export type Blocage = {
  readonly cause: string
  readonly condition: string
  readonly responsable: string
}

export type Point = {
  /** Identifiers of the milestones said to be reached. */
  readonly atteints: readonly string[]
  readonly bloquee: boolean
  readonly blocage: Blocage
  readonly note: string
}

export type RefusPoint =
  | { readonly code: 'blocage-incomplet'; readonly champ: keyof Blocage }
  | { readonly code: 'jalon-inconnu' }

/** Checks what who leads the action says: a blocked action tells why, what would free it, and whose move it is. */
export function verifierPoint(point: Point, ouverts: readonly string[]): Result<Point, RefusPoint> {
  if (point.atteints.some((id) => !ouverts.includes(id))) return refuser({ code: 'jalon-inconnu' })
  if (!point.bloquee) return accepter({ ...point, blocage: { cause: '', condition: '', responsable: '' } })
  const manque = (['cause', 'condition', 'responsable'] as const).find(
    (champ) => point.blocage[champ].trim() === '',
  )
  return manque ? refuser({ code: 'blocage-incomplet', champ: manque }) : accepter(point)
}
