import type { Fonction, FonctionDeMandat } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type MandatEnCours = {
  readonly id: string
  readonly fonction: FonctionDeMandat
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
  gestion: 'Gestion des actes et des conventions',
  gestion_demandes: 'Gestion des demandes des employeurs',
  secretariat_mairie: 'Secrétariat de mairie',
  referent_signalement: 'Référent ou référente signalement',
  representation_syndicale: 'Représentation syndicale',
  exploitation: 'Exploitation de la plateforme',
  suppleance: 'Suppléance',
}

/** What a member may give to its people. */
export const FONCTIONS_DONNEES = [
  'presidence',
  'vice_presidence',
  'administration',
  'direction',
  'coordination',
  'gestion',
  'gestion_demandes',
  'secretariat_mairie',
  'referent_signalement',
  'representation_syndicale',
] as const satisfies readonly Fonction[]

/** One holder at a time: two presidents of one member would vote twice. */
const UNIQUES: readonly Fonction[] = ['presidence']

export type RefusMandat =
  | { readonly code: 'fonction-deja-tenue'; readonly mandatId: string }
  | { readonly code: 'dates-en-desordre' }
  | { readonly code: 'dernier-responsable' }
  | { readonly code: 'mandat-change' }
  | { readonly code: 'hors-mandat' }
  | { readonly code: 'se-remplace-soi-meme' }
  | { readonly code: 'deja-remplace' }

/** Decides whether a function may be given from a day on, next to the mandates of the same member. */
export function donnerMandat(
  mandats: readonly MandatEnCours[],
  demande: { readonly fonction: FonctionDeMandat; readonly du: Jour },
): Result<true, RefusMandat> {
  const tenue =
    UNIQUES.includes(demande.fonction) &&
    mandats.find(({ fonction, au }) => fonction === demande.fonction && (au === null || au >= demande.du))
  return tenue ? refuser({ code: 'fonction-deja-tenue', mandatId: tenue.id }) : accepter(true)
}

const RESPONSABLES: readonly Fonction[] = ['presidence', 'direction', 'coordination']

/**
 * Decides how a mandate ends at the end of a day: one that had begun is closed, one that begins later never took effect and is annulled. A
 * member always keeps one person who may act for it, or nobody could ever name the next.
 * @param mandats those of the member that still hold
 */
export function cloreMandat(
  mandats: readonly MandatEnCours[],
  id: string,
  au: Jour,
): Result<'clore' | 'annuler', RefusMandat> {
  const mandat = mandats.find((candidat) => candidat.id === id)
  const restent = mandats.some(
    (autre) =>
      autre.id !== id && RESPONSABLES.includes(autre.fonction) && (autre.au === null || autre.au > au),
  )
  if (!restent && mandat && RESPONSABLES.includes(mandat.fonction))
    return refuser({ code: 'dernier-responsable' })
  return accepter(mandat && au < mandat.du ? 'annuler' : 'clore')
}

export type Remplacement = { readonly mandatId: string; readonly du: Jour; readonly au: Jour }

/**
 * Decides whether an absence may be covered: within the mandate of the absent holder, and by one person at a time, because a function held
 * twice would vote twice.
 * @param autres replacements already written for the same mandate
 */
export function remplacer(
  mandat: MandatEnCours,
  autres: readonly Remplacement[],
  demande: { readonly remplacantId: string; readonly du: Jour; readonly au: Jour },
): Result<true, RefusMandat> {
  if (demande.au < demande.du) return refuser({ code: 'dates-en-desordre' })
  if (demande.au < mandat.du || (mandat.au !== null && demande.du > mandat.au))
    return refuser({ code: 'hors-mandat' })
  if (demande.remplacantId === mandat.personneId) return refuser({ code: 'se-remplace-soi-meme' })
  return autres.some(({ du, au }) => du <= demande.au && au >= demande.du)
    ? refuser({ code: 'deja-remplace' })
    : accepter(true)
}

export type Succession = { readonly mandatId: string; readonly nom: string; readonly courriel: string }

/**
 * What an election changes: each mandate named ends the day before, and a new one with the same function begins that day.
 * Mandates that are not named go on. A mandate named that no longer runs was changed since the page was drawn: nothing is written.
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
  if (plan.length < successions.length) return refuser({ code: 'mandat-change' })
  return plan.some(({ clos, au }) => au < clos.du) ? refuser({ code: 'dates-en-desordre' }) : accepter(plan)
}
