import { anniversaire, creerCompteur, debutFenetre } from './calendrier.ts'
import type { Phase } from './types.ts'

/** Rights of one agent in CMO over the moving 12 months. */
export interface Quotas {
  /** Days at the high rate, waiting days included. */
  readonly forts: number
  /** Days at half pay; null: to the end of the 12 months. */
  readonly demis: number | null
  /** What follows. */
  readonly ensuite: 'epuise' | 'sans-traitement'
  /** First day of the window of a day, when it is not the moving 12 months; never goes back as days go by. */
  readonly fenetre?: ((rang: number) => number) | undefined
}

/** Follows a career day after day, in order: each day is asked, then noted. */
export interface AnneeMedicale {
  /** Tells that the next day continues the previous CMO although days separate them. */
  readonly prolonger: () => void
  readonly phaseDu: (rang: number) => Phase
  readonly noter: (rang: number, phase: Phase) => void
  /** Days already counted at the high rate in the window of a day, that day excluded. */
  readonly fortsAvant: (rang: number) => number
}

/**
 * The « année médicale »: for each day, CMO days at the high rate (waiting days included) in the 365 or 366 days that end on
 * it. A continuous CMO ends 12 months, date to date, after its first day: nothing reopens before work resumes.
 * Source: CGFP L.822-2, L.822-3; décret 88-145 art. 7; BIP, fiche ANNMED.
 */
export function creerAnneeMedicale(quotas: Quotas): AnneeMedicale {
  const forts = creerCompteur()
  const demis = creerCompteur()
  const depuisQuand = quotas.fenetre ?? ((rang: number) => debutFenetre(rang, 1))
  /** First day after the 12 months of the continuous CMO under way. */
  let finie: number | null = null
  let dernierJour = Number.NEGATIVE_INFINITY
  let prolonge = false

  const suivre = (rang: number): number => {
    if (finie === null || (rang > dernierJour + 1 && !prolonge)) finie = anniversaire(rang, 1)
    if (rang > dernierJour) prolonge = false
    dernierJour = Math.max(dernierJour, rang)
    return finie
  }

  return {
    prolonger: () => {
      prolonge = true
    },
    phaseDu: (rang) => {
      if (rang >= suivre(rang)) return quotas.ensuite
      const depuis = depuisQuand(rang)
      if (forts.nombreDepuis(depuis) < quotas.forts) return 'plein'
      if (quotas.demis === null || demis.nombreDepuis(depuis) < quotas.demis) return 'demi'
      return quotas.ensuite
    },
    noter: (rang, phase) => {
      suivre(rang)
      if (phase === 'plein' || phase === 'carence') forts.noter(rang)
      if (phase === 'demi') demis.noter(rang)
    },
    fortsAvant: (rang) => forts.nombreDepuis(depuisQuand(rang)),
  }
}
