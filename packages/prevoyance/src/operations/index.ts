/** The operations of the contract (cas/CONTRAT.md): a case in, an answer or a located refusal out. The readers are in `./lecture`. */
export { ecarts } from './comparer.ts'
export { estObjet, type Json, lireJson } from './json/json.ts'
export { OPERATIONS } from './liste.ts'
export type { Operation, Resultat, Valeur } from './operation.ts'
export { type Erreur, type Reponse, repondre } from './repondre.ts'
