import type { Jour } from '#shared/dates.ts'
import { type AvancementForce, avancementDe, type Jalon } from './jalons.ts'
import type { TypeParticipation } from './participation.ts'
import type { Statut } from './statuts.ts'

/** States of an action that nobody carries on: it counts neither in what was promised nor in what is done. */
export const HORS_PROGRAMME: readonly Statut[] = ['proposee', 'reportee', 'abandonnee']

export type ActionComptee = {
  readonly statut: Statut
  readonly jalons: readonly Pick<Jalon, 'poids' | 'etat' | 'atteintLe'>[]
  readonly force: AvancementForce | null
}

export type AvancementDEnsemble = {
  /** Whole percentage, rounded down; null when no action has a figure. */
  readonly valeur: number | null
  /** Actions that count, and how many of them have no milestone and therefore no figure. */
  readonly actions: number
  readonly sansChiffre: number
}

/**
 * How far several actions are together: reached weight over promised weight, sum over sum, so that an action of ten milestones counts more
 * than an action of one. Progress said by hand stands for the weight of its own action (one when it has no milestone).
 * Dropped, postponed and proposed actions do not count.
 * @param aujourdhui the day in Paris
 */
export function avancementDEnsemble(
  actions: readonly ActionComptee[],
  aujourdhui: Jour,
): AvancementDEnsemble {
  const comptees = actions.filter(({ statut }) => !HORS_PROGRAMME.includes(statut))
  let promis = 0
  let centiemes = 0
  let sansChiffre = 0
  for (const { jalons, force } of comptees) {
    const { valeur } = avancementDe(jalons, force, aujourdhui)
    if (valeur === null) {
      sansChiffre += 1
      continue
    }
    const gardes = jalons.filter(({ etat }) => etat !== 'annule')
    const poids = gardes.reduce((n, j) => n + j.poids, 0) || 1
    const dit = avancementDe(jalons, null, aujourdhui).valeur !== valeur
    const atteint = gardes.filter(({ etat }) => etat === 'atteint').reduce((n, j) => n + j.poids, 0)
    promis += poids
    centiemes += dit ? poids * valeur : atteint * 100
  }
  return {
    valeur: promis === 0 ? null : Math.floor(centiemes / promis),
    actions: comptees.length,
    sansChiffre,
  }
}

export type PartDeMembre = { readonly menees: number; readonly partagees: number; readonly total: number }

/**
 * What one member is in a programme: actions it leads, actions it takes part in without leading, and how many count.
 * @param organismeId the member
 */
export function partDe(
  actions: readonly {
    readonly statut: Statut
    readonly chefs: readonly string[]
    readonly participations: readonly { readonly organismeId: string; readonly type: TypeParticipation }[]
  }[],
  organismeId: string,
): PartDeMembre {
  const comptees = actions.filter(({ statut }) => !HORS_PROGRAMME.includes(statut))
  const menees = comptees.filter(({ chefs }) => chefs.includes(organismeId))
  const partagees = comptees.filter(
    ({ chefs, participations }) =>
      !chefs.includes(organismeId) &&
      participations.some((p) => p.organismeId === organismeId && p.type === 'participant'),
  )
  return { menees: menees.length, partagees: partagees.length, total: comptees.length }
}
