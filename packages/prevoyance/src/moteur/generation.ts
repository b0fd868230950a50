import { genererProjection } from '../projection/generation.ts'
import { ENTREES, REGLES, SORTIES } from '../regles/index.ts'
import { genererExplique } from './generer-explique.ts'
import { genererMasse } from './generer-masse.ts'
import { construireGraphe } from './graphe.ts'
import { genererSimd } from './simd/generer-simd.ts'

const EN_TETE = `// Generated from src/regles by scripts/generer.ts: never edit by hand. A test compares this file to a fresh generation.
`

/**
 * Every generated file of the engine: name in src/genere, and text.
 * @param projection texts of the modules of src/projection that are compiled, in the order of `TEXTES`
 */
export function generer(projection: readonly string[]): Readonly<Record<string, string>> {
  const graphe = construireGraphe(REGLES, ENTREES)
  return {
    'explique.gen.ts': genererExplique(graphe, EN_TETE),
    'masse.gen.ts': genererMasse(graphe, SORTIES, EN_TETE),
    'masse-simd.gen.ts': genererSimd(graphe, SORTIES, EN_TETE),
    'projection.gen.ts': genererProjection(projection, EN_TETE),
  }
}
