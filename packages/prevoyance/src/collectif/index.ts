/** Collective rules: dates of the law, agreement, committee, rates, accounts, change of insurer. */
export { jugerAccord, type Organisation } from './accord.ts'
export { BASCULE_GENERALE, type Bascule, dateDeBascule, JOUR_TEMOIN } from './bascule.ts'
export { type Assureur, type Prise, payeur, type Sinistre, type Transfert } from './changement-assureur.ts'
export {
  type Alerte,
  alertesDe,
  type Convention,
  DISPENSES,
  type Dispense,
  DUREE_MAXIMUM,
} from './clauses.ts'
export {
  type AnneeDeSurvenance,
  arreterComptes,
  type CompteAnnuel,
  type ResultatComptes,
  survenance,
} from './comptes.ts'
export { comiteDe, SEUIL_CST, type SeanceCst, seancePour } from './cst.ts'
export { fraisDeGestion } from './frais-gestion.ts'
export { lieeLe, type Reprise, type SituationAuDebut } from './opposabilite.ts'
export { type ClauseRevision, reviserTaux, type TauxAnnuel } from './revision-taux.ts'
