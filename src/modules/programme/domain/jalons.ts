import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import { type Jour, joursEntre } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type EtatJalon = 'prevu' | 'atteint' | 'annule'
export type GesteJalon = 'atteindre' | 'reporter' | 'annuler' | 'rouvrir'

/** A milestone waits, is reached, or is dropped; moving its date is a deed of its own, counted and explained. */
export const cycleJalon = {
  atteindre: { de: ['prevu'], vers: 'atteint', libelle: 'Déclarer atteint' },
  reporter: { de: ['prevu'], vers: 'prevu', libelle: 'Reporter' },
  annuler: { de: ['prevu'], vers: 'annule', libelle: 'Annuler' },
  rouvrir: { de: ['atteint', 'annule'], vers: 'prevu', libelle: 'Rouvrir' },
} as const satisfies Cycle<EtatJalon, GesteJalon>

export const LIBELLES_JALON: Readonly<Record<EtatJalon, string>> = {
  prevu: 'Prévu',
  atteint: 'Atteint',
  annule: 'Annulé',
}

export type Jalon = {
  readonly titre: string
  readonly echeance: Jour
  readonly poids: number
  readonly etat: EtatJalon
  readonly atteintLe: Jour | null
  readonly reports: number
}

/** What a deed on a milestone carries. */
export type DemandeJalon = {
  readonly echeance: Jour | null
  readonly atteintLe: Jour | null
  readonly motif: string
}

export type RefusJalon =
  | TransitionRefusee<EtatJalon, GesteJalon>
  | { readonly code: 'echeance-manquante' }
  | { readonly code: 'motif-manquant' }
  | { readonly code: 'date-future' }

/**
 * Decides what a deed makes of a milestone.
 * @param aujourdhui the day in Paris: nothing is reached after it
 */
export function avancerJalon(
  jalon: Jalon,
  geste: GesteJalon,
  demande: DemandeJalon,
  aujourdhui: Jour,
): Result<Pick<Jalon, 'etat' | 'echeance' | 'atteintLe' | 'reports'>, RefusJalon> {
  const transition = transiter(cycleJalon, jalon.etat, geste)
  if (!transition.ok) return transition
  const { echeance, reports } = jalon
  const etat = transition.valeur
  if (geste === 'atteindre') {
    const atteintLe = demande.atteintLe ?? aujourdhui
    return atteintLe > aujourdhui
      ? refuser({ code: 'date-future' })
      : accepter({ etat, echeance, reports, atteintLe })
  }
  if (geste === 'reporter') {
    if (!demande.echeance) return refuser({ code: 'echeance-manquante' })
    if (demande.motif.trim() === '') return refuser({ code: 'motif-manquant' })
    return accepter({ etat, echeance: demande.echeance, reports: reports + 1, atteintLe: null })
  }
  if (geste === 'annuler' && demande.motif.trim() === '') return refuser({ code: 'motif-manquant' })
  return accepter({ etat, echeance, reports, atteintLe: null })
}

/** Calendar days past the date of a milestone that still waits; 0 when nothing is late. */
export const retardDe = ({ etat, echeance }: Pick<Jalon, 'etat' | 'echeance'>, aujourdhui: Jour): number =>
  etat === 'prevu' ? Math.max(0, joursEntre(echeance, aujourdhui)) : 0

/** The longest lateness among milestones, in calendar days. */
export const plusGrandRetard = (
  jalons: readonly Pick<Jalon, 'etat' | 'echeance'>[],
  aujourdhui: Jour,
): number => Math.max(0, ...jalons.map((jalon) => retardDe(jalon, aujourdhui)))

/** The first milestone that still waits, late or to come; null when none does. */
export const prochainJalon = <J extends Pick<Jalon, 'etat' | 'echeance'>>(jalons: readonly J[]): J | null =>
  jalons
    .filter(({ etat }) => etat === 'prevu')
    .reduce<J | null>((premier, j) => (!premier || j.echeance < premier.echeance ? j : premier), null)

/** Progress said by hand, by who leads the action, with its reason. */
export type AvancementForce = {
  readonly valeur: number
  readonly motif: string
  readonly le: Jour
  /** Date of the milestone that came next when it was said: past it, the milestones speak again. */
  readonly jusquau: Jour | null
}

export type Avancement = {
  /** Whole percentage, 0 to 100; null when there is no milestone to derive it from. */
  readonly valeur: number | null
  readonly force: boolean
}

/**
 * How far an action is: the weight of the milestones reached over the weight of those that were not dropped, rounded down
 * (100 % only when all are reached). A value said by hand holds until the milestone that followed it, or until one is reached.
 */
export function avancementDe(
  jalons: readonly Pick<Jalon, 'poids' | 'etat' | 'atteintLe'>[],
  force: AvancementForce | null,
  aujourdhui: Jour,
): Avancement {
  const vaut =
    force &&
    (force.jusquau === null || aujourdhui <= force.jusquau) &&
    !jalons.some(({ atteintLe }) => atteintLe !== null && atteintLe > force.le)
  if (vaut) return { valeur: force.valeur, force: true }
  const gardes = jalons.filter(({ etat }) => etat !== 'annule')
  const poids = (liste: readonly { readonly poids: number }[]) => liste.reduce((n, j) => n + j.poids, 0)
  const total = poids(gardes)
  const faits = poids(gardes.filter(({ etat }) => etat === 'atteint'))
  return { valeur: total === 0 ? null : Math.floor((100 * faits) / total), force: false }
}
