// Compiled to WebAssembly too (src/moteur/wasm): only what its subset of TypeScript knows.
import { AGES, AN, ANNEES, HORIZON, MESURES, MOIS, NOMBRE_MESURES, UN_MOIS } from './constantes.ts'
import type { Entier, Memoire, Reel } from './memoire.ts'

/**
 * Benefits of half pay over the days [d, f[, in the years of the projection, and the contribution base not paid.
 * @param a agent
 * @param ici first of the cells of the draw and lot
 * @param survenance first of the cells of the year in which the leave began
 */
export function verserIndemnites(
  m: Memoire,
  a: Entier,
  options: Entier,
  ici: Entier,
  survenance: Entier,
  d: Entier,
  f: Entier,
): void {
  const { cellules, assietteJour, indemniteJour } = m
  const montants = a * options
  let depuis = d
  while (depuis < f && depuis < HORIZON) {
    const annee = (depuis / AN) | 0
    const bout = Math.min(f, (annee + 1) * AN)
    const jours = bout - depuis
    for (let o = 0; o < options; o++) {
      const k = ici + (annee * options + o) * NOMBRE_MESURES
      const du = jours * indemniteJour[montants + o]!
      cellules[k + MESURES.paye]! += du
      cellules[survenance + o * NOMBRE_MESURES + MESURES.payeSurvenance]! += du
      cellules[k + MESURES.assiette]! += jours * assietteJour[montants + o]!
    }
    depuis = bout
  }
}

/** Rente over the days [d, f[, in the years of the projection. */
export function verserRente(
  m: Memoire,
  a: Entier,
  options: Entier,
  ici: Entier,
  survenance: Entier,
  d: Entier,
  f: Entier,
): void {
  const { cellules, renteJour } = m
  const montants = a * options
  let depuis = d
  while (depuis < f && depuis < HORIZON) {
    const annee = (depuis / AN) | 0
    const bout = Math.min(f, (annee + 1) * AN)
    for (let o = 0; o < options; o++) {
      const du = (bout - depuis) * renteJour[montants + o]!
      cellules[ici + (annee * options + o) * NOMBRE_MESURES + MESURES.paye]! += du
      cellules[survenance + o * NOMBRE_MESURES + MESURES.payeSurvenance]! += du
    }
    depuis = bout
  }
}

/** Whole months from a day to the end of a year, as the tables know them. */
function moisDepuis(d: Entier, annee: Entier): Entier {
  return Math.min(MOIS - 1, (((annee + 1) * AN - d) / UN_MOIS) | 0)
}

/** Reserves of a leave of this nature, of the days [d, f[, at each end of year where it is open. */
export function provisionner(
  m: Memoire,
  a: Entier,
  options: Entier,
  ici: Entier,
  survenance: Entier,
  nature: Entier,
  d: Entier,
  f: Entier,
): void {
  const { age, cellules, demiAttendu, indemnite, passageAttendu, rente } = m
  for (let annee = (d / AN) | 0; annee < ANNEES && (annee + 1) * AN < f; annee++) {
    const ligne = (nature * AGES + age[a]!) * MOIS + moisDepuis(d, annee)
    const demi: Reel = demiAttendu[ligne]!
    const passage: Reel = passageAttendu[ligne]!
    for (let o = 0; o < options; o++) {
      const du = demi * indemnite[a * options + o]! + passage * rente[a * options + o]!
      cellules[ici + (annee * options + o) * NOMBRE_MESURES + MESURES.psap]! += du
      if (annee === ANNEES - 1) cellules[survenance + o * NOMBRE_MESURES + MESURES.provisionSurvenance]! += du
    }
  }
}

/** Reserves of a rente paid over the days [d, f[, at each end of year. */
export function provisionnerRente(
  m: Memoire,
  a: Entier,
  options: Entier,
  ici: Entier,
  survenance: Entier,
  d: Entier,
  f: Entier,
): void {
  const { age, cellules, rente, renteAttendue } = m
  for (let annee = (d / AN) | 0; annee < ANNEES && (annee + 1) * AN < f; annee++) {
    const attendue: Reel = renteAttendue[age[a]! * MOIS + moisDepuis(d, annee)]!
    for (let o = 0; o < options; o++) {
      const du = attendue * rente[a * options + o]!
      cellules[ici + (annee * options + o) * NOMBRE_MESURES + MESURES.pm]! += du
      if (annee === ANNEES - 1) cellules[survenance + o * NOMBRE_MESURES + MESURES.provisionSurvenance]! += du
    }
  }
}
