import type { TypeParticipation } from './participation.ts'
import { EN_MOUVEMENT, type Statut } from './statuts.ts'

export type ActionPartagee = {
  readonly statut: Statut
  readonly chefs: readonly string[]
  readonly participations: readonly { readonly organismeId: string; readonly type: TypeParticipation }[]
  /** True when who leads it was asked where it stands and has not answered. */
  readonly sansReponse: boolean
}

/** What one member does in the programme: counts of actions that are not dropped. */
export type Contribution = {
  readonly organismeId: string
  readonly menees: number
  readonly participe: number
  readonly observe: number
  readonly informe: number
  readonly nonConcerne: number
  /** Actions that it leads and that are under way. */
  readonly enMouvement: number
  /** Among them, those whose last request waits for an answer. */
  readonly enAttente: number
}

/** The part of each member, in the order given: counted, not ranked. An action led by two counts for both. */
export function compterContributions(
  membres: readonly string[],
  actions: readonly ActionPartagee[],
): Contribution[] {
  const gardees = actions.filter(({ statut }) => statut !== 'abandonnee')
  return membres.map((organismeId) => {
    const menees = gardees.filter(({ chefs }) => chefs.includes(organismeId))
    const autres = gardees.filter(({ chefs }) => !chefs.includes(organismeId))
    const de = (type: TypeParticipation) =>
      autres.filter(({ participations }) =>
        participations.some((p) => p.organismeId === organismeId && p.type === type),
      ).length
    const enMouvement = menees.filter(({ statut }) => EN_MOUVEMENT.includes(statut))
    const [participe, observe, nonConcerne] = [de('participant'), de('observateur'), de('non_concerne')]
    return {
      organismeId,
      menees: menees.length,
      participe,
      observe,
      informe: autres.length - participe - observe - nonConcerne,
      nonConcerne,
      enMouvement: enMouvement.length,
      enAttente: enMouvement.filter(({ sansReponse }) => sansReponse).length,
    }
  })
}
