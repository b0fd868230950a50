import { planifier } from '../moteur/wasm/memoire.ts'
import { CHAMPS } from './memoire.ts'

/** Where the arrays of the draws are in the memory of the module. */
export const PLAN = planifier(CHAMPS)
