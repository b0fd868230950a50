import {
  disponibiliteOffice,
  joursAccident,
  joursDuMemeAccident,
  joursIndemnises,
  type PeriodeDroits,
  type ResultatIjss,
  regimeDe,
} from '../droits/index.ts'
import type { Jour, Pas } from '../socle/index.ts'
import { placerAllocation } from './allocation.ts'
import { type Recu, resteDeLArret } from './calendrier.ts'
import type { DemandeParcours } from './types.ts'

/** Days of a stop, and what each receives besides pay. */
export interface Recus {
  readonly periodes: readonly { readonly debut: Jour; readonly fin: Jour; readonly recu: Recu | undefined }[]
  readonly explication: readonly Pas[]
}

/**
 * Days that bear daily benefits (régime général, also after the end of a contract when the request says so), or the sickness
 * allowance of an official without pay in disponibilité, then its temporary invalidity allowance.
 * @returns nothing when none can be due
 */
export function indemnitesDe(demande: DemandeParcours, periodes: readonly PeriodeDroits[]): Recus {
  const { situation, ald } = demande
  const { agent, conges, arret } = situation
  const maladies = conges.filter(({ type }) => type !== 'CITIS')
  const fin = resteDeLArret(demande)?.fin ?? periodes.at(-1)!.fin
  const rg = regimeDe(agent) === 'RG'
  if (arret.type === 'CITIS')
    return rg ? enRecus(joursAccident({ ...arret, fin }, joursDuMemeAccident(conges, arret))) : RIEN
  if (rg) return enRecus(joursIndemnises({ regime: 'RG', conges: maladies, arret: { ...arret, fin }, ald }))
  const epuisee = periodes.find(({ phase }) => phase === 'epuise')
  if (epuisee === undefined || demande.apresEpuisement !== 'disponibilite') return RIEN
  const { affection } = arret
  const payes = periodes.filter(({ phase }) => phase === 'plein' || phase === 'demi')
  const maladie = joursIndemnises({
    regime: 'CNRACL',
    conges: [...maladies, ...payes.map((p) => ({ debut: p.debut, fin: p.fin, affection }))],
    arret: { debut: epuisee.debut, fin, affection },
    ald,
  })
  const recus = placerAllocation(demande.allocationInvalidite, enRecus(maladie), {
    debut: epuisee.debut,
    fin,
  })
  const { explication } = disponibiliteOffice('titulaire', epuisee.debut, fin)
  return { ...recus, explication: [...explication, ...recus.explication] }
}

const RIEN: Recus = { periodes: [], explication: [] }

const enRecus = ({ periodes, explication }: ResultatIjss): Recus => ({
  periodes: periodes.map(({ debut, fin, motif }) => ({
    debut,
    fin,
    recu: motif === 'delai' || motif === 'limite' ? undefined : motif,
  })),
  explication,
})
