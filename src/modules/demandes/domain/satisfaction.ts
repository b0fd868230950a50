import { RECUL, wilson } from './mesures.ts'

/** The six steps of a request, in the order in which an employer lives them. Codes are fixed, words may change. */
export const ETAPES = {
  interlocuteur: 'Trouver le bon interlocuteur',
  accuse: 'Accusé de réception et première information',
  suivi: 'Suivi de la prise en charge',
  delai: 'Délai de traitement',
  reponse: 'Clarté et utilité de la réponse',
  ecoute: 'Écoute et disponibilité',
} as const
export type Etape = keyof typeof ETAPES
export const CODES_ETAPES = Object.keys(ETAPES) as readonly Etape[]

/** Four levels and « sans objet » ; three and four are dissatisfied. */
export const NIVEAUX = {
  1: 'Très satisfait',
  2: 'Satisfait',
  3: 'Peu satisfait',
  4: 'Pas du tout satisfait',
} as const

/** Under this, no figure inside the network. */
export const SEUIL_RESEAU = 5
/** One micro-survey by person in this number of days. */
export const REPOS_JOURS = 30
/** One reminder, after this number of days. */
export const RELANCE_JOURS = 7
/** Worked days to call back somebody who is not satisfied at all. */
export const RAPPEL_JOURS = 5
/** Answers under which a wave is said too small to compare steps of a region. */
export const VAGUE_VOULUE = 300

export type Compte = { readonly insatisfaits: number; readonly exprimes: number }
export type Part = Compte & { readonly part: number; readonly bas: number; readonly haut: number }

/** The share of dissatisfied among those who expressed themselves, with its interval at 95 %; null under the threshold. */
export function partDe({ insatisfaits, exprimes }: Compte, seuil: number = SEUIL_RESEAU): Part | null {
  if (exprimes < seuil) return null
  return { insatisfaits, exprimes, part: insatisfaits / exprimes, ...wilson(insatisfaits, exprimes) }
}

export type Evolution = 'moins' | 'plus' | 'pareil'

/**
 * What may be said of two shares: less or more dissatisfied only when the interval of their difference (Newcombe, built on Wilson's) leaves
 * zero out; otherwise they are not different, and no arrow is drawn.
 */
export function comparer(avant: Part, apres: Part): Evolution {
  const d = apres.part - avant.part
  const bas = d - Math.hypot(apres.part - apres.bas, avant.haut - avant.part)
  const haut = d + Math.hypot(apres.haut - apres.part, avant.part - avant.bas)
  if (haut < 0) return 'moins'
  return bas > 0 ? 'plus' : 'pareil'
}

/**
 * How many to ask in each stratum, in proportion to its size: the largest remainders first, never more than there are, and one at least
 * wherever somebody exists as long as the sample allows it.
 * @param strates size of each stratum
 * @param voulu size of the sample
 */
export function repartir(strates: readonly number[], voulu: number): number[] {
  const total = strates.reduce((somme, n) => somme + n, 0)
  const taille = Math.max(0, Math.min(Math.floor(voulu), total))
  if (taille === total) return [...strates]
  const vivantes = strates.filter((n) => n > 0).length
  const plancher = taille >= vivantes ? 1 : 0
  const parts = strates.map((n) => Math.min(n, plancher))
  const reste = taille - parts.reduce((somme, n) => somme + n, 0)
  const libres = strates.map((n, i) => n - parts[i]!)
  const libre = libres.reduce((somme, n) => somme + n, 0)
  const exactes = libres.map((n) => (libre === 0 ? 0 : (n * reste) / libre))
  for (const [i, exacte] of exactes.entries()) parts[i] = parts[i]! + Math.floor(exacte)
  let manque = taille - parts.reduce((somme, n) => somme + n, 0)
  const ordre = exactes
    .map((exacte, i) => ({ i, fraction: exacte - Math.floor(exacte) }))
    .sort((a, b) => b.fraction - a.fraction || a.i - b.i)
  for (const { i } of ordre) {
    if (manque === 0) break
    if (parts[i]! >= strates[i]!) continue
    parts[i] = parts[i]! + 1
    manque -= 1
  }
  return parts
}

/** Size class of an employer by its population, for the strata of a wave. */
export const strateDe = (population: number | null): string =>
  population === null
    ? 'autre'
    : population < 500
      ? 'moins de 500'
      : population < 2000
        ? '500 à 1 999'
        : population < 10_000
          ? '2 000 à 9 999'
          : '10 000 et plus'

export type Cellule = { readonly cle: string; readonly nombre: number; readonly ouvertes: number }

/**
 * Cells of an open table: those under `k` are put together in « autres », and the smallest published one joins them while « autres » itself is
 * under `k`, so that nothing is found by subtraction. Nothing at all when everything together stays under `k`.
 */
export function regrouper<C extends Cellule>(
  cellules: readonly C[],
  k: number = RECUL,
): { gardees: C[]; regroupees: C[] } {
  const triees = [...cellules].sort((a, b) => a.nombre - b.nombre || a.cle.localeCompare(b.cle))
  const regroupees = triees.filter(({ nombre }) => nombre < k)
  const gardees = triees.filter(({ nombre }) => nombre >= k)
  const somme = () => regroupees.reduce((total, { nombre }) => total + nombre, 0)
  while (regroupees.length > 0 && gardees.length > 0 && somme() < k) regroupees.push(gardees.shift()!)
  return { gardees: gardees.reverse(), regroupees }
}
