/** Leave rights of officials and contract agents, day by day. */

export {
  disponibiliteOffice,
  type PeriodeDisponibilite,
  type RangDisponibilite,
  type ResultatDisponibilite,
  type StatutDisponibilite,
} from './disponibilite.ts'
export { droitsConge } from './droits.ts'
export {
  type DemandeIjss,
  joursAccident,
  joursIndemnises,
  type MotifIjss,
  type PeriodeIjss,
  type ResultatIjss,
} from './indemnites-journalieres.ts'
export { joursDuMemeAccident, regimeDe } from './repartir.ts'
export { type ResultatRequalification, requalifier } from './requalification.ts'
export type { ResultatDroits } from './resultat.ts'
export { type ResultatTpt, tempsPartielTherapeutique } from './temps-partiel-therapeutique.ts'
export type { Agent, Arret, Conge, PeriodeDroits, Phase, Situation, TypeConge } from './types.ts'
