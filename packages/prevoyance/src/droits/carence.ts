import { type Jour, joursInclus, parametreAu } from '../socle/index.ts'
import { CARENCE_EN_VIGUEUR } from './parametres.ts'
import type { Arret, Conge } from './types.ts'

/** Longest resumption, in calendar days, after which a stop for the same cause bears no new waiting day: 48 hours. */
const REPRISE_SANS_CARENCE = 2

/** Whether the first day is a waiting day, and why, in French. */
export interface DecisionCarence {
  readonly carence: boolean
  readonly motif: string
}

/** Whether two labels name the same cause; no label names none. */
export const memeCause = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b

const sans = (motif: string): DecisionCarence => ({ carence: false, motif })

/**
 * Whether the first day of a stop is unpaid (jour de carence).
 * @param precedents leaves before the stop
 * @param choix false: no waiting day; true: it exists whatever the date; absent: the rule in force on the first day
 * Source: loi 2017-1837 art. 115; BIP, fiche DELCAR.
 */
export function carenceDe(
  arret: Arret,
  precedents: readonly Conge[],
  choix: boolean | undefined,
): DecisionCarence {
  if (arret.type !== 'CMO') return sans(`le congé ${arret.type} ne comporte pas de jour de carence`)
  if (choix === false) return sans('écarté par la situation donnée')
  if (arret.prolongation) return sans('prolongation d’un arrêt : pas de nouveau jour de carence')
  if (arret.motifSansCarence !== undefined) return sans(`motif d’exonération : ${arret.motifSansCarence}`)
  if (reprendAvant48h(arret, precedents))
    return sans('reprise de 48 heures au plus entre deux arrêts pour la même cause')
  if (choix !== true && parametreAu(CARENCE_EN_VIGUEUR, arret.debut) === null)
    return sans(`aucun jour de carence en vigueur à cette date`)
  return { carence: true, motif: 'premier jour de l’arrêt' }
}

function reprendAvant48h(arret: Arret, precedents: readonly Conge[]): boolean {
  return precedents.some(
    ({ fin, affection }) =>
      memeCause(affection, arret.affection) && joursDeReprise(fin, arret.debut) <= REPRISE_SANS_CARENCE,
  )
}

/** Calendar days between two leaves, neither end counted. */
export const joursDeReprise = (fin: Jour, debut: Jour): number => joursInclus(fin, debut) - 2
