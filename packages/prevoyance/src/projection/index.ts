/** Six years of a contract, drawn at random: claims, reserves, premiums; the rate that keeps a target. */
export { ANNEES, COMPTEURS, MESURES, NOMBRE_COMPTEURS, NOMBRE_MESURES } from './constantes.ts'
export {
  HYPOTHESES,
  type Hypothese,
  HypotheseRefusee,
  type Hypotheses,
  hypothesesParDefaut,
  lireHypotheses,
  type NomHypothese,
} from './hypotheses.ts'
export { largeurTirage } from './memoire.ts'
export { type AgentProjete, type PopulationProjetee, preparerPopulation } from './population.ts'
export { BLOC, type Bloc, Empreinte, type Projection, preparerProjection, projeter } from './projeter.ts'
export {
  baseAnnuelle,
  type Distribution,
  distribution,
  type Exercice,
  exercices,
  quantile,
  type Recueil,
  recueillir,
  recueilPour,
  tauxPourCible,
  type Vue,
} from './resumer.ts'
