/** The point rules: explained for one agent, in mass for a census. Generated from `src/regles`. */
export { direResultat, Explication, expliquer, type Nom, ValeurManquante, type Valeurs } from './expliquer.ts'
export * from './masse.ts'
export {
  calculerTout,
  type GenreNoyau,
  genreDisponible,
  type Noyau,
  preparerNoyau,
  simuler,
} from './noyau.ts'
export { SITUATIONS, type Situation } from './situation.ts'
