import {
  joursAccident,
  joursDuMemeAccident,
  joursIndemnises,
  type PeriodeDroits,
  type ResultatIjss,
  regimeDe,
} from '../droits/index.ts'
import { dernierDes, premierDes } from '../socle/index.ts'
import type { DemandeParcours } from './types.ts'

/** Why a day bears benefits; absent: it bears none. */
export type Indemnise = 'indemnise' | 'accident' | 'accident-long'
export type PeriodeIndemnisee = PeriodeDroits & { readonly ijss?: Indemnise | undefined }

/**
 * Days that bear daily benefits (régime général), or the sickness allowance of an official without pay in disponibilité.
 * @returns null when none can be due
 */
export function indemnitesDe(
  { situation: { agent, conges, arret }, ald, apresEpuisement }: DemandeParcours,
  periodes: readonly PeriodeDroits[],
): ResultatIjss | null {
  const maladies = conges.filter(({ type }) => type !== 'CITIS')
  const fin = periodes.at(-1)!.fin
  if (arret.type === 'CITIS')
    return regimeDe(agent) === 'RG'
      ? joursAccident({ ...arret, fin }, joursDuMemeAccident(conges, arret))
      : null
  if (regimeDe(agent) === 'RG')
    return joursIndemnises({ regime: 'RG', conges: maladies, arret: { ...arret, fin }, ald })
  const epuisee = periodes.find(({ phase }) => phase === 'epuise')
  if (epuisee === undefined || apresEpuisement !== 'disponibilite') return null
  const { affection } = arret
  const payes = periodes.filter(({ phase }) => phase === 'plein' || phase === 'demi')
  return joursIndemnises({
    regime: 'CNRACL',
    conges: [...maladies, ...payes.map((p) => ({ debut: p.debut, fin: p.fin, affection }))],
    arret: { debut: epuisee.debut, fin, affection },
    ald,
  })
}

/** Cuts periods where daily benefits begin and end. */
export const marquer = (
  periodes: readonly PeriodeDroits[],
  indemnites: ResultatIjss['periodes'],
): readonly PeriodeIndemnisee[] =>
  periodes.flatMap((p) => {
    const communes = indemnites
      .map((i) => ({
        ...p,
        debut: dernierDes(p.debut, i.debut),
        fin: premierDes(p.fin, i.fin),
        ijss: i.motif === 'delai' || i.motif === 'limite' ? undefined : i.motif,
      }))
      .filter(({ debut, fin }) => debut <= fin)
    return communes.length > 0 ? communes : [p]
  })
