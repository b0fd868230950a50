import type { Champs } from '../moteur/wasm/memoire.ts'
import {
  AGES,
  ANNEES,
  CASES,
  COTE_A_COTE,
  MEMOIRE_CONGES,
  MOIS,
  NATURES,
  NOMBRE_COMPTEURS,
  NOMBRE_MESURES,
  SEMIS,
} from './constantes.ts'
import { TRANCHES } from './hypotheses.ts'
import type { PopulationProjetee } from './population.ts'
import type { TablesProjection } from './tables.ts'

/** Names that the compiled text gives to whole numbers and to float64. */
export type Entier = number
export type Reel = number

/** Every array that the draws read and write: cells, and how many; null: as many as the census or the draws ask. */
export const CHAMPS = {
  logarithme: ['f64', CASES + 1],
  fragilite: ['f64', CASES],
  dureeCmo: ['u16', TRANCHES.length * CASES],
  dureeLongue: ['u16', CASES],
  demiAttendu: ['f64', NATURES.length * AGES * MOIS],
  passageAttendu: ['f64', NATURES.length * AGES * MOIS],
  renteAttendue: ['f64', AGES * MOIS],
  bits: ['u8', 1 << ANNEES],
  premiers: ['i32', COTE_A_COTE * SEMIS],
  seconds: ['i32', COTE_A_COTE * SEMIS],
  delais: ['f64', COTE_A_COTE * SEMIS],
  expositions: ['f64', COTE_A_COTE],
  attentes: ['f64', COTE_A_COTE],
  debuts: ['i32', MEMOIRE_CONGES],
  fins: ['i32', MEMOIRE_CONGES],
  compteurs: ['f64', NOMBRE_COMPTEURS],
  parAn: ['f64', null],
  plusHaut: ['f64', null],
  cellules: ['f64', null],
  cle: ['i32', null],
  lot: ['u8', null],
  tranche: ['u8', null],
  age: ['u8', null],
  plein: ['u16', null],
  demi: ['u16', null],
  seuilCld: ['i32', null],
  seuilInvalidite: ['i32', null],
  joursAvantAge: ['i32', null],
  cmo: ['f64', null],
  longue: ['f64', null],
  sortie: ['f64', null],
  assietteJour: ['f64', null],
  indemnite: ['f64', null],
  indemniteJour: ['f64', null],
  rente: ['f64', null],
  renteJour: ['f64', null],
} as const satisfies Champs

type Tableaux = { f64: Float64Array; i32: Int32Array; u16: Uint16Array; u8: Uint8Array }
export type NomChamp = keyof typeof CHAMPS
/** What the draws read and write, by name. */
export type Memoire = { readonly [N in NomChamp]: Tableaux[(typeof CHAMPS)[N][0]] }

/** Shocks common to all agents, draw × year, and their highest of each draw. */
export interface Chocs {
  readonly parAn: Float64Array
  readonly plusHaut: Float64Array
}

/** Everything that a block of draws needs. */
export interface Tirage {
  readonly population: PopulationProjetee
  readonly tables: TablesProjection
  readonly graine: number
  /** Yearly rate at which rentes end. */
  readonly finInvalidite: number
}

/** Number of cells of a draw: lot × year × option × measure. */
export const largeurTirage = ({ lots, options }: PopulationProjetee): number =>
  lots * ANNEES * options * NOMBRE_MESURES

const BITS = Uint8Array.from({ length: 1 << ANNEES }, (_, n) => {
  let bits = 0
  for (let reste = n >> 1; reste > 0; reste >>= 1) bits += reste & 1
  return bits
})

const signes = ({ buffer, byteOffset, length }: Uint32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length)

/** What a projection keeps from block to block. */
export type Donnees = Omit<
  Memoire,
  | 'premiers'
  | 'seconds'
  | 'delais'
  | 'expositions'
  | 'attentes'
  | 'debuts'
  | 'fins'
  | 'compteurs'
  | 'cellules'
>

/** The arrays of a census, of its tables and of its shocks, as the draws name them: nothing is copied. */
export const donneesDe = ({ population: p, tables: q }: Tirage, chocs: Chocs): Donnees => ({
  logarithme: q.logarithme,
  fragilite: q.fragilite,
  dureeCmo: q.dureeCmo,
  dureeLongue: q.dureeLongue,
  demiAttendu: q.demi,
  passageAttendu: q.passage,
  renteAttendue: q.rente,
  bits: BITS,
  parAn: chocs.parAn,
  plusHaut: chocs.plusHaut,
  cle: signes(p.cle),
  lot: p.lot,
  tranche: p.tranche,
  age: p.age,
  plein: p.plein,
  demi: p.demi,
  seuilCld: signes(p.seuilCld),
  seuilInvalidite: signes(p.seuilInvalidite),
  joursAvantAge: signes(p.joursAvantAge),
  cmo: p.cmo,
  longue: p.longue,
  sortie: p.sortie,
  assietteJour: p.assietteJour,
  indemnite: p.indemnite,
  indemniteJour: p.indemniteJour,
  rente: p.rente,
  renteJour: p.renteJour,
})
