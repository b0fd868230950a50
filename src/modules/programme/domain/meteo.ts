import { type Jour, joursEntre } from '#shared/dates.ts'
import { type Jalon, plusGrandRetard } from './jalons.ts'
import { EN_MOUVEMENT, type Statut } from './statuts.ts'

export type Temps = 'vert' | 'orange' | 'rouge' | 'gris'

/** Calendar days past which a late milestone is red, and without news past which an action is orange. */
export const JOURS_ROUGE = 30
export const JOURS_SANS_NOUVELLE = 90
/** Percentage of the planned cost past which an action is red. */
export const COUT_ROUGE = 110

export type EtatSuivi = {
  readonly statut: Statut
  readonly jalons: readonly Pick<Jalon, 'etat' | 'echeance'>[]
  readonly bloqueeLe: Jour | null
  /** Integer cents. */
  readonly coutPrevuCentimes: number | null
  readonly coutReelCentimes: number | null
  /** Last day on which who leads the action said where it stands; null when never. */
  readonly derniereNouvelle: Jour | null
  readonly commenceeLe: Jour | null
  /** First request left without an answer; null when none is. */
  readonly silenceDepuis: Jour | null
}

export type RaisonMeteo =
  | { readonly code: 'bloquee'; readonly depuis: Jour }
  | { readonly code: 'retard'; readonly jours: number }
  | { readonly code: 'cout'; readonly pourcentage: number }
  | { readonly code: 'silence'; readonly depuis: Jour }
  | { readonly code: 'sans-nouvelle'; readonly jours: number }
  | { readonly code: 'pas-de-donnee' }
  | { readonly code: 'hors-suivi' }
  | { readonly code: 'a-jour' }

export type Meteo = { readonly temps: Temps; readonly raison: RaisonMeteo }

/**
 * The weather of an action on a day, computed from dates only. Facts first (blocked, late, over its cost), then silence: who was asked and
 * did not answer is grey, never green. Grey too when nothing is known: no milestone and nothing ever said.
 */
export function meteoDe(etat: EtatSuivi, aujourdhui: Jour): Meteo {
  const { statut, jalons, bloqueeLe, coutPrevuCentimes: prevu, coutReelCentimes: reel } = etat
  if (statut === 'realisee' || statut === 'evaluee') return { temps: 'vert', raison: { code: 'a-jour' } }
  if (bloqueeLe && statut !== 'abandonnee')
    return { temps: 'rouge', raison: { code: 'bloquee', depuis: bloqueeLe } }
  if (!EN_MOUVEMENT.includes(statut)) return { temps: 'gris', raison: { code: 'hors-suivi' } }
  const retard = plusGrandRetard(jalons, aujourdhui)
  if (retard > JOURS_ROUGE) return { temps: 'rouge', raison: { code: 'retard', jours: retard } }
  if (prevu !== null && prevu > 0 && reel !== null && reel * 100 > prevu * COUT_ROUGE)
    return { temps: 'rouge', raison: { code: 'cout', pourcentage: Math.floor((reel * 100) / prevu) } }
  if (etat.silenceDepuis) return { temps: 'gris', raison: { code: 'silence', depuis: etat.silenceDepuis } }
  const connus = jalons.filter(({ etat: e }) => e !== 'annule')
  if (connus.length === 0 && etat.derniereNouvelle === null)
    return { temps: 'gris', raison: { code: 'pas-de-donnee' } }
  if (retard > 0) return { temps: 'orange', raison: { code: 'retard', jours: retard } }
  const depuis = etat.derniereNouvelle ?? etat.commenceeLe
  const sans = depuis === null ? 0 : joursEntre(depuis, aujourdhui)
  return sans > JOURS_SANS_NOUVELLE
    ? { temps: 'orange', raison: { code: 'sans-nouvelle', jours: sans } }
    : { temps: 'vert', raison: { code: 'a-jour' } }
}
