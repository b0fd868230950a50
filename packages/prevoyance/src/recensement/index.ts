/** Row rules of a census of agents: pure, for the server and for the browser. Decoding of files is in `packages/recensement`. */

export { estPseudonymeCourant, type Valeurs } from './champs.ts'
export { COLONNES, type Colonne } from './colonnes.ts'
export { avisSurEntete, colonneNommee, type Entete, type LectureEntete, lireEntete } from './entete/entete.ts'
export { lireCellule, type VerdictLigne, verifierLigne } from './ligne.ts'
export type { MotifAvertissement, MotifRefus } from './motif.ts'
export { type Fraction, fractionPayee, smicPour, traitementIndiciaire, traitementMinimum } from './paie.ts'
export { type ParametresRecensement, parametresAu } from './parametres.ts'
export type { CodeAvertissement, CodeRefus } from './phrases.ts'
export { type CodeRefusFichier, PHRASES_FICHIER, type RefusFichier, refusFichier } from './phrases-fichier.ts'
export type { Avertissement, Rapport, Refus } from './rapport.ts'
export { type Juge, jugesAu, VERDICT } from './regles/juges.ts'
export {
  agentsDe,
  type ColonneDeTable,
  decoderTable,
  encoderTable,
  ouvrirTable,
  type Places,
  type TableAgents,
  tableDe,
} from './table.ts'
export type { AgentRecense, Categorie, NomColonne, Regime, Sexe, Statut, TypeConge } from './types.ts'
export { creerVerificateur, type OptionsVerification, type Verificateur } from './verificateur.ts'
