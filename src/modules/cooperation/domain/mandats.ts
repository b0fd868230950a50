import type { Fonction } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type MandatEnCours = {
  readonly id: string
  readonly fonction: Fonction
  readonly personneId: string
  readonly du: Jour
  readonly au: Jour | null
}

/** Functions that a member gives to its people; the operator is named by the coordination of the platform. */
export const LIBELLES_FONCTION: Readonly<Record<Fonction, string>> = {
  presidence: 'Présidence',
  vice_presidence: 'Vice-présidence',
  administration: 'Administration (membre du conseil)',
  direction: 'Direction',
  coordination: 'Coordination de la coopération',
  gestion: 'Gestion',
  secretariat_mairie: 'Secrétariat de mairie',
  referent_signalement: 'Référent ou référente signalement',
  representation_syndicale: 'Représentation syndicale',
  exploitation: 'Exploitation de la plateforme',
}

/** One holder at a time: two presidents of one member would vote twice. */
const UNIQUES: readonly Fonction[] = ['presidence']

export type RefusMandat =
  | { readonly code: 'fonction-deja-tenue'; readonly mandatId: string }
  | { readonly code: 'dates-en-desordre' }
  | { readonly code: 'dernier-responsable' }

/** Decides whether a function may be given from a day on, next to the mandates of the same member. */
export function donnerMandat(
  mandats: readonly MandatEnCours[],
  demande: { readonly fonction: Fonction; readonly du: Jour },
): Result<true, RefusMandat> {
  const tenue =
    UNIQUES.includes(demande.fonction) &&
    mandats.find(({ fonction, au }) => fonction === demande.fonction && (au === null || au >= demande.du))
  return tenue ? refuser({ code: 'fonction-deja-tenue', mandatId: tenue.id }) : accepter(true)
}

const RESPONSABLES: readonly Fonction[] = ['presidence', 'direction', 'coordination']

/** Decides whether a mandate may end: a member always keeps one person who may act for it, or nobody could ever name the next. */
export function cloreMandat(
  mandats: readonly MandatEnCours[],
  id: string,
  au: Jour,
): Result<true, RefusMandat> {
  const mandat = mandats.find((candidat) => candidat.id === id)
  if (mandat && au < mandat.du) return refuser({ code: 'dates-en-desordre' })
  const restent = mandats.some(
    (autre) =>
      autre.id !== id && RESPONSABLES.includes(autre.fonction) && (autre.au === null || autre.au > au),
  )
  return restent ? accepter(true) : refuser({ code: 'dernier-responsable' })
}

export type Succession = { readonly mandatId: string; readonly nom: string; readonly courriel: string }

/**
 * What an election changes: each mandate named ends the day before, and a new one with the same function begins that day.
 * Mandates that are not named go on.
 */
export function planifierElection(
  mandats: readonly MandatEnCours[],
  successions: readonly Succession[],
  du: Jour,
): Result<
  readonly { readonly clos: MandatEnCours; readonly au: Jour; readonly succession: Succession }[],
  RefusMandat
> {
  const plan = successions.flatMap((succession) => {
    const clos = mandats.find(({ id }) => id === succession.mandatId)
    return clos ? [{ clos, au: ajouterJours(du, -1), succession }] : []
  })
  return plan.some(({ clos, au }) => au < clos.du) ? refuser({ code: 'dates-en-desordre' }) : accepter(plan)
}
