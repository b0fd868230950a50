/** Leave rights of officials and contract agents, day by day. */
export { droitsConge } from './droits.ts'
export { regimeDe } from './repartir.ts'
export { type ResultatRequalification, requalifier } from './requalification.ts'
export type { ResultatDroits } from './resultat.ts'
export type { Agent, Arret, Conge, PeriodeDroits, Phase, Situation, TypeConge } from './types.ts'
