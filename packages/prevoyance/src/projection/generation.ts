import { assembler } from '../moteur/simd/octets.ts'
import { type Constantes, compiler } from '../moteur/wasm/compiler.ts'

import { lireTexte } from '../moteur/wasm/texte.ts'
import * as constantes from './constantes.ts'
import { PLAN } from './plan.ts'
import { emettreSemer } from './semer-simd.ts'

const plates: Constantes = Object.fromEntries(
  Object.entries(constantes).flatMap(([nom, valeur]): [string, number][] =>
    typeof valeur === 'number'
      ? [[nom, valeur]]
      : Object.entries(valeur).flatMap(([dedans, n]): [string, number][] =>
          typeof n === 'number' ? [[`${nom}.${dedans}`, n]] : [],
        ),
  ),
)

/** Modules of this folder that are compiled, in their order. */
export const TEXTES = ['verser.ts', 'vivre.ts'] as const

/**
 * The draws as a WebAssembly module, compiled from the text of the functions that TypeScript runs; the generator alone is emitted apart, four
 * numbers at once.
 * @param textes those of `TEXTES`
 * @returns the text of a TypeScript file that holds it
 */
export function genererProjection(textes: readonly string[], enTete: string): string {
  const fonctions = compiler({
    plan: PLAN,
    constantes: plates,
    externes: ['semer', 'resemer'],
    fonctions: textes.flatMap(lireTexte),
    exportees: ['vivreTous'],
  })
  const module = assembler([emettreSemer('semer', 4, PLAN), emettreSemer('resemer', 1, PLAN), ...fonctions])
  return `${enTete}
/** The WebAssembly module, in base 64. */
export const MODULE = '${btoa(String.fromCharCode(...module))}'
`
}
