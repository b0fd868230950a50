import { rangDuJour } from '../socle/index.ts'
import { anniversaire, creerCompteur, debutFenetre } from './calendrier.ts'
import { JOURS_DE_REPRISE } from './parametres.ts'

/** Durations of one kind of long leave, in years; `fenetre` null: the whole career. */
export interface Durees {
  readonly plein: number
  readonly total: number
  readonly fenetre: number | null
}

type Payee = 'plein' | 'demi' | 'epuise'

/** Follows the long leaves of one kind, day after day, in order. */
export interface SerieLongue {
  /** Begins one piece; rights used up are rebuilt when enough service was done since. @param service days worked since `epuiseeLe` */
  readonly commencer: (service: (depuis: number) => number) => void
  /** Pay of one day, which is then counted. */
  readonly prendre: (rang: number) => Payee
  /** Counts one day without asking: the pay is known. */
  readonly compter: (rang: number) => void
  /** Days counted in the window of a day, that day excluded. */
  readonly pris: (rang: number) => number
}

/**
 * CLM, CLD, CGM: full pay, then half pay, against the length of the years counted date to date from the first day still in
 * the window (365 or 366 days). In one piece it is a date; in pieces, a number of days. Once complete, nothing reopens before
 * one year of resumed service. Sources: CGFP L.822-7, -8, -12, -15; BIP, fiches COLOMA, COLODU, CONOCO.
 */
export function creerSerieLongue({ plein, total, fenetre }: Durees): SerieLongue {
  const jours = creerCompteur()
  let epuiseeLe: number | null = null

  const depuis = (rang: number) => (fenetre === null ? Number.NEGATIVE_INFINITY : debutFenetre(rang, fenetre))
  const phaseDu = (rang: number): Payee => {
    if (epuiseeLe !== null) return 'epuise'
    const pris = jours.nombreDepuis(depuis(rang))
    const premier = jours.premier() ?? rang
    if (pris < anniversaire(premier, plein) - premier) return 'plein'
    return pris < anniversaire(premier, total) - premier ? 'demi' : 'epuise'
  }
  const compter = (rang: number) => {
    jours.noter(rang)
    const premier = jours.premier() ?? rang
    const pris = jours.nombreDepuis(depuis(rang))
    if (pris >= anniversaire(premier, total) - premier) epuiseeLe ??= rang
  }

  return {
    commencer: (service) => {
      if (epuiseeLe === null || fenetre === null || service(epuiseeLe) < JOURS_DE_REPRISE) return
      jours.vider()
      epuiseeLe = null
    },
    prendre: (rang) => {
      const phase = phaseDu(rang)
      if (phase !== 'epuise') compter(rang)
      return phase
    },
    compter,
    pris: (rang) => jours.nombreDepuis(depuis(rang)),
  }
}

/** Days without any leave strictly between day `depuis` and day `jusqua`. */
export function joursDeService(
  conges: readonly { readonly debut: string; readonly fin: string }[],
  depuis: number,
  jusqua: number,
): number {
  const enConge = conges.reduce((somme, { debut, fin }) => {
    const commun = Math.min(rangDuJour(fin), jusqua - 1) - Math.max(rangDuJour(debut), depuis + 1) + 1
    return somme + Math.max(0, commun)
  }, 0)
  return Math.max(0, jusqua - depuis - 1 - enConge)
}
