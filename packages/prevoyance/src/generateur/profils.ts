import type { Categorie, Sexe, Statut, TypeConge } from '../recensement/types.ts'

/** Distributions the generator draws from: [value, weight]. A published source is named; everything else is fictif. */
type Table<T> = readonly (readonly [T, number])[]

/**
 * Titulaires 74.7 %, contractuels 22.6 %, contrats aidés 2.7 % (CNFPT 2015 on 2012,
 * weka.fr/actualite/fonction-publique/article/caracteristiques-specificites-personnels-territoriaux); split of each: fictif.
 */
export const STATUTS: Table<Statut> = [
  ['titulaire', 717],
  ['stagiaire', 30],
  ['cdi', 61],
  ['cdd', 165],
  ['droit-prive', 27],
]

/** A 8.6 %, B 13.1 %, C 75.6 % (same source), brought to a total of 100 %. */
export const CATEGORIES: Table<Categorie> = [
  ['A', 88],
  ['B', 135],
  ['C', 777],
]

/** Women: 58.1 % of titulaires, 69.8 % of contractuels, 54.6 % of contrats aidés (same source), in per thousand. */
export const FEMMES: Readonly<Record<Statut, number>> = {
  titulaire: 581,
  stagiaire: 581,
  cdi: 698,
  cdd: 698,
  'droit-prive': 546,
}

/** Shared by the tables below: youngest and oldest age of a band, whole years. */
export type Tranche = readonly [number, number]

/**
 * Ages. Under 30: 6.1 % of titulaires, 27.6 % of contractuels (same source). 50 and over: about one agent in two among
 * officials, mean age 46 (DGAFP 2023 on 2021, lagazettedescommunes.com/905486). Bands in between: fictif.
 */
export const AGES: Readonly<Record<Statut, Table<Tranche>>> = {
  titulaire: [
    [[22, 29], 61],
    [[30, 39], 169],
    [[40, 49], 260],
    [[50, 59], 375],
    [[60, 66], 135],
  ],
  stagiaire: [
    [[20, 29], 250],
    [[30, 39], 330],
    [[40, 49], 270],
    [[50, 59], 150],
  ],
  cdi: [
    [[28, 39], 230],
    [[40, 49], 300],
    [[50, 59], 340],
    [[60, 66], 130],
  ],
  cdd: [
    [[18, 29], 350],
    [[30, 39], 260],
    [[40, 49], 200],
    [[50, 59], 140],
    [[60, 66], 50],
  ],
  'droit-prive': [
    [[16, 25], 600],
    [[26, 39], 200],
    [[40, 59], 200],
  ],
}

/**
 * On leave for health on a given day: 9.8 % of CNRACL agents (Relyens, Panorama 2025 on 2024), per thousand. For the régime
 * général: fictif.
 */
export const EN_CONGE = { CNRACL: 98, IRCANTEC: 50 } as const

/**
 * Nature of the leave. CNRACL: ordinary 46 % (Sofaxis 2016), long leaves 31 %, accidents and occupational diseases 14 %
 * (DGCL 2015); rest and régime général: fictif.
 */
export const CONGES: Readonly<Record<'CNRACL' | 'IRCANTEC', Table<TypeConge>>> = {
  CNRACL: [
    ['CMO', 46],
    ['CLM', 19],
    ['CLD', 12],
    ['CITIS', 14],
    ['TPT', 6],
    ['DISPO', 3],
  ],
  IRCANTEC: [
    ['CMO', 72],
    ['CGM', 14],
    ['ATMP', 10],
    ['TPT', 4],
  ],
}

/** Longest time since the leave began, in days: within the legal length of each. Distribution: fictif. */
export const DUREE_CONGE: Readonly<Record<TypeConge, number>> = {
  CMO: 360,
  CLM: 1_000,
  CLD: 1_700,
  CGM: 1_000,
  CITIS: 300,
  ATMP: 90,
  TPT: 350,
  DISPO: 700,
}

/** A grade, its category, the range of its majored indices (near the scales of 2024, rounded: fictif) and its full-time hours. */
export interface GradeFictif {
  readonly nom: string
  readonly indices: readonly [number, number]
  readonly tempsComplet: number
}

const grade = (nom: string, bas: number, haut: number, tempsComplet = 3_500): GradeFictif => ({
  nom,
  indices: [bas, haut],
  tempsComplet,
})

export const GRADES: Readonly<Record<Categorie, Table<GradeFictif>>> = {
  A: [
    [grade('Attaché', 395, 678), 45],
    [grade('Attaché principal', 505, 826), 15],
    [grade('Ingénieur', 395, 678), 12],
    [grade('Assistant socio-éducatif', 395, 580), 14],
    [grade('Éducateur de jeunes enfants', 395, 580), 10],
    [grade('Administrateur', 570, 1_000), 4],
  ],
  B: [
    [grade('Rédacteur', 373, 508), 40],
    [grade('Technicien principal de 2e classe', 380, 539), 25],
    [grade('Animateur', 373, 508), 13],
    [grade('Auxiliaire de puériculture de classe normale', 373, 485), 15],
    [grade('Assistant d’enseignement artistique', 373, 508, 2_000), 7],
  ],
  C: [
    [grade('Adjoint technique', 366, 387), 32],
    [grade('Adjoint technique principal de 1re classe', 372, 478), 16],
    [grade('Adjoint administratif', 366, 387), 14],
    [grade('Adjoint administratif principal de 2e classe', 368, 425), 10],
    [grade('Adjoint d’animation', 366, 387), 10],
    [grade('ATSEM principal de 2e classe', 368, 425), 6],
    [grade('Agent social', 366, 387), 5],
    [grade('Agent de maîtrise', 372, 450), 5],
    [grade('Gardien-brigadier', 368, 425), 2],
  ],
}

/** Recurring régime indemnitaire for a full-time post, euros a month: fictif. */
export const REGIME_INDEMNITAIRE: Readonly<Record<Categorie, readonly [number, number]>> = {
  A: [400, 1_400],
  B: [250, 650],
  C: [60, 330],
}

/** Posts with incomplete hours, per thousand, by the employer's size: small ones use them most (CNFPT 2015); figures: fictif. */
export const TEMPS_NON_COMPLET: readonly { readonly jusqua: number; readonly pourMille: number }[] = [
  { jusqua: 49, pourMille: 450 },
  { jusqua: 349, pourMille: 220 },
  { jusqua: Number.POSITIVE_INFINITY, pourMille: 80 },
]

/** Authorised part time, in basis points: fictif. */
export const TEMPS_PARTIEL: Table<number> = [
  [8_000, 60],
  [9_000, 20],
  [5_000, 12],
  [6_000, 4],
  [7_000, 4],
]

export const PART_TEMPS_PARTIEL: Readonly<Record<Sexe, number>> = { F: 160, M: 30 }

/** Points of NBI: fictif. */
export const POINTS_NBI: Table<number> = [
  [10, 40],
  [15, 25],
  [20, 15],
  [25, 12],
  [30, 8],
]
