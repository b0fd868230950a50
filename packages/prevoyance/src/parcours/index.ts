/** One agent during a stop: income month by month, without and with the contract, with the reasons. */
export { demandeParcours, niveau, participationSimple, tauxOffre } from './lire.ts'
export { parcourir } from './parcours.ts'
export type {
  Contrat,
  DemandeParcours,
  Mois,
  Paie,
  PaieExpliquee,
  Parcours,
  RiMaintenu,
  Tranche,
} from './types.ts'
