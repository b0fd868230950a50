/** Decoding of a census: `verifierRecensement` reads CSV and XLSX; the row rules are in `packages/prevoyance`. */
export { assainirClasseur, LIMITES_CLASSEUR, type LimitesClasseur } from './classeur/classeur.ts'
export { FichierRefuse } from './fichier-refuse.ts'
export type { SourceRecensement } from './source.ts'
export { type OptionsRecensement, verifierRecensement } from './verifier-recensement.ts'
