import {
  dernierDes,
  finDuMois,
  type Jour,
  joursInclus,
  plusJours,
  premierDes,
  trentiemes,
} from '../socle/index.ts'
import type { DemandeParcours, Tranche } from './types.ts'

/** What a day receives besides pay; absent: nothing. `invalidite`: temporary invalidity allowance. */
export type Recu = 'indemnise' | 'accident' | 'accident-long' | 'invalidite'

/** Days that are paid alike, both ends included. */
export interface PeriodePayee extends Omit<Tranche, 'trentiemes'> {
  readonly recu?: Recu | undefined
}
export type TranchePayee = PeriodePayee & Pick<Tranche, 'trentiemes'>

/** The rest of a stop that outlives a fixed-term contract, when the request says what is paid then. */
export function resteDeLArret({ situation, apresFinContrat }: DemandeParcours): PeriodePayee | null {
  const { agent, arret } = situation
  if (apresFinContrat === undefined || agent.finContrat === undefined || agent.finContrat >= arret.fin)
    return null
  return { debut: plusJours(agent.finContrat, 1), fin: arret.fin, phase: 'arret-hors-contrat', taux: 0 }
}

/** The therapeutic part time that follows the stop: full base pay. */
export const repriseTherapeutique = ({ tempsPartielTherapeutique: t }: DemandeParcours): PeriodePayee[] =>
  t === undefined ? [] : [{ ...t.demande, phase: 'temps-partiel-therapeutique', taux: 100 }]

/** Cuts periods where what is received besides pay begins and ends. @param recus none, or runs that cover the periods */
export const marquer = (
  periodes: readonly PeriodePayee[],
  recus: readonly { readonly debut: Jour; readonly fin: Jour; readonly recu: Recu | undefined }[],
): readonly PeriodePayee[] =>
  periodes.flatMap((p) => {
    const communes = recus
      .map(({ debut, fin, recu }) => ({
        ...p,
        debut: dernierDes(p.debut, debut),
        fin: premierDes(p.fin, fin),
        recu,
      }))
      .filter(({ debut, fin }) => debut <= fin)
    return communes.length > 0 ? communes : [p]
  })

/**
 * Days of one month cut into runs of equal pay: those of `periodes`, in order, and between them days at work, or out of
 * employment after the end of the contract. A month has 30 parts.
 * @param debut first day of the month
 */
export function tranchesDuMois(
  debut: Jour,
  periodes: readonly PeriodePayee[],
  finContrat: Jour | undefined,
): readonly TranchePayee[] {
  const fin = finDuMois(debut)
  const toutes: PeriodePayee[] = []
  let libre = debut
  for (const p of periodes) {
    if (p.fin < debut || p.debut > fin) continue
    const periode = { ...p, debut: dernierDes(p.debut, debut), fin: premierDes(p.fin, fin) }
    toutes.push(...horsConge(libre, plusJours(periode.debut, -1), finContrat), periode)
    libre = plusJours(periode.fin, 1)
  }
  toutes.push(...horsConge(libre, fin, finContrat))
  const parts = trentiemes(toutes.map((t) => joursInclus(t.debut, t.fin)))
  return toutes.map((t, i) => ({ ...t, trentiemes: parts[i]! }))
}

/** Days without leave: at work up to the end of the contract, then out of employment; none when `fin` precedes `debut`. */
function horsConge(debut: Jour, fin: Jour, finContrat: Jour | undefined): PeriodePayee[] {
  const dernier = finContrat === undefined ? fin : premierDes(finContrat, fin)
  return [
    { debut, fin: dernier, phase: 'activite' as const, taux: 100 },
    { debut: dernierDes(debut, plusJours(dernier, 1)), fin, phase: 'hors-contrat' as const, taux: 0 },
  ].filter((p) => p.debut <= p.fin)
}
