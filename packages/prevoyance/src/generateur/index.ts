/** Seeded generator of fictitious censuses, pure: for the demonstration, the benches and the tests. */
export { cellulesDe, ENTETES, type FormatCsv, ligneCsv } from './ecriture.ts'
export { CODES_HORS_LIGNE, FAUTES, type FautePlantee } from './fautes.ts'
export { csvRecensement, genererRecensement, type LigneGeneree, type OptionsGenerateur } from './generer.ts'
