import { leb, type Octets } from '../simd/octets.ts'

/** What a cell of an array holds. */
export type Cellule = 'f64' | 'i32' | 'u16' | 'u8'

/** An array of the memory: what it holds, and how many cells; null: known when the memory is filled. */
export type Champ = readonly [cellule: Cellule, taille: number | null]
export type Champs = Readonly<Record<string, Champ>>

export const OCTETS: Readonly<Record<Cellule, number>> = { f64: 8, i32: 4, u16: 2, u8: 1 }
const DECALAGE: Readonly<Record<Cellule, number>> = { f64: 3, i32: 2, u16: 1, u8: 0 }
const CHARGER: Readonly<Record<Cellule, number>> = { f64: 0x2b, i32: 0x28, u16: 0x2f, u8: 0x2d }
const RANGER: Readonly<Record<Cellule, number>> = { f64: 0x39, i32: 0x36, u16: 0x3b, u8: 0x3a }
const LIGNE = 64

/** Where each array is: at an address known when the module is written, or at one that a table at the start of the memory gives. */
export interface Plan {
  readonly champs: Champs
  readonly adresses: Readonly<Record<string, number>>
  /** Place in the table of the arrays whose size is not known. */
  readonly rangs: Readonly<Record<string, number>>
  /** Where arrays of unknown size may begin. */
  readonly libre: number
}

export const aligner = (adresse: number): number => Math.ceil(adresse / LIGNE) * LIGNE

/** Lays arrays out, one after the other, each on a line of its own. */
export function planifier(champs: Champs): Plan {
  const variables = Object.keys(champs).filter((nom) => champs[nom]![1] === null)
  const adresses: Record<string, number> = {}
  let ici = aligner(variables.length * OCTETS.i32)
  for (const [nom, [cellule, taille]] of Object.entries(champs)) {
    if (taille === null) continue
    adresses[nom] = ici
    ici = aligner(ici + taille * OCTETS[cellule])
  }
  return { champs, adresses, rangs: Object.fromEntries(variables.map((nom, i) => [nom, i])), libre: ici }
}

/** Turns a rank on the stack into bytes. */
export const enDecalage = (cellule: Cellule): Octets =>
  DECALAGE[cellule] === 0 ? [] : [0x41, DECALAGE[cellule], 0x74]
export const chargerCellule = (cellule: Cellule, adresse: number): Octets => [
  CHARGER[cellule],
  DECALAGE[cellule],
  ...leb(adresse),
]
export const rangerCellule = (cellule: Cellule, adresse: number): Octets => [
  RANGER[cellule],
  DECALAGE[cellule],
  ...leb(adresse),
]
