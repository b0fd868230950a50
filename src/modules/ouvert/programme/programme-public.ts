import {
  type AvancementDEnsemble,
  avancementDEnsemble,
  comparerCodes,
  type Meteo,
  meteoDe,
  partDe,
  type RaisonMeteo,
} from '#modules/programme'
import type { Jour } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import type { MembrePublic } from '../portail.queries.ts'
import type { ActionPublique } from './programme-public.queries.ts'

/** The weather as the public reads it: what an action costs is not part of it. */
export const meteoPublique = (action: ActionPublique, aujourdhui: Jour): Meteo =>
  meteoDe({ ...action, coutPrevuCentimes: null, coutReelCentimes: null }, aujourdhui)

/** Why the weather is what it is, for who does not know the house: no reminder, no reproach. */
export function direRaisonPublique(raison: RaisonMeteo, aujourdhui: Jour): string {
  switch (raison.code) {
    case 'bloquee':
      return `À l’arrêt depuis le ${dateCourte(raison.depuis, aujourdhui)}`
    case 'retard':
      return `Étape en retard de ${compte(raison.jours, 'jour')}`
    case 'sans-nouvelle':
      return `Pas de nouvelle depuis ${compte(raison.jours, 'jour')}`
    case 'silence':
    case 'pas-de-donnee':
      return 'Sans donnée récente'
    case 'hors-suivi':
      return 'Pas en cours'
    default:
      return 'Suit son cours'
  }
}

export type AxePublic = {
  readonly code: string
  readonly titre: string
  readonly actions: readonly ActionPublique[]
  readonly avancement: AvancementDEnsemble
}

/** Axes that have a public action, in the order of codes, each with its progress. */
export function axesDe(actions: readonly ActionPublique[], aujourdhui: Jour): AxePublic[] {
  return [...Map.groupBy(actions, ({ axe }) => axe.code)]
    .map(([code, siennes]) => ({
      code,
      titre: siennes[0]!.axe.titre,
      actions: siennes,
      avancement: avancementDEnsemble(siennes, aujourdhui),
    }))
    .sort((a, b) => comparerCodes(a.code, b.code))
}

/** The part of each member in what is public: led, shared, and the percentage of actions it takes part in. */
export const partsDesMembres = (actions: readonly ActionPublique[], membres: readonly MembrePublic[]) =>
  membres.map((membre) => {
    const part = partDe(actions, membre.organismeId)
    const pourcentage =
      part.total === 0 ? null : Math.round((100 * (part.menees + part.partagees)) / part.total)
    return { membre, ...part, pourcentage }
  })
