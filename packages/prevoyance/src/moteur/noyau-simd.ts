import {
  type ColonnesAgents,
  ENTREES_AGENT,
  ENTREES_OFFRE,
  ENTREES_OPTION,
  ETAGES_SORTIES,
  type OffreMasse,
  type OptionMasse,
  PARAMETRES_MASSE,
  type ParametresMasse,
  SORTIES,
  type SortiesMasse,
} from '../genere/masse.gen.ts'
import { CONSTANTES, MODULE } from '../genere/masse-simd.gen.ts'
import { compilerModule } from './wasm/charger.ts'

/** Both functions of the module: pairs of agents [debut, fin[, addresses of the tables, counts. */
type FonctionSimd = (
  debut: number,
  fin: number,
  agents: number,
  parametres: number,
  options: number,
  offres: number,
  nOptions: number,
  nOffres: number,
  groupes: number,
  sommes: number,
  brouillon: number,
  largeur: number,
) => void

/** An instance of the module: its memory, that grows at will, and its two functions. */
export interface Exports {
  readonly memoire: WebAssembly.Memory
  readonly sommer: FonctionSimd
  readonly remplir: FonctionSimd
}

const PAGE = 65_536
/** Lanes of a vector: two float64. */
const VOIES = 2
const VECTEUR = 16
/** Agents copied at a time, so that what is written stays near. */
const BLOC = 256
/** Factors that keep one lane of a pair: agents of two groups. */
const VOIES_SEULES = [1, 0, 0, 1]

let module: WebAssembly.Module | null | undefined

/**
 * The compiled module, once; null where WebAssembly, its vectors or the policy of the page do not allow it: the JavaScript
 * kernel then does the same work.
 */
export function moduleSimd(): WebAssembly.Module | null {
  if (module === undefined) module = compilerModule(MODULE)
  return module
}

/** A memory of its own for the module. */
export const ouvrir = (compile: WebAssembly.Module): Exports =>
  new WebAssembly.Instance(compile).exports as unknown as Exports

/** Consultation and parameters of one call. */
export interface Consultation {
  readonly parametres: ParametresMasse
  readonly options: readonly OptionMasse[]
  /** Bids of the first option, then of the second… */
  readonly offres: readonly OffreMasse[]
}

/** A memory of the module that holds agents, and what may be asked of it. */
export interface InstanceSimd {
  /** Sums by group, added to `s`. */
  readonly sommer: (consultation: Consultation, s: SortiesMasse) => void
  /** One value per agent: those of agent k are written at rank `debut` + k. */
  readonly remplir: (consultation: Consultation, s: SortiesMasse, debut: number) => void
}

/**
 * Copies agents [debut, fin[ into a memory of the module, two by two: a column after the other for each pair, so that the
 * kernel reads one stream.
 */
export function installer(
  exports: Exports,
  agents: ColonnesAgents,
  debut: number,
  fin: number,
  groupes: Uint32Array | null,
  nombreDeGroupes: number,
): InstanceSimd {
  const nombre = fin - debut
  const paires = Math.ceil(nombre / VOIES)
  const placeAgents = 0
  const placeGroupes = placeAgents + paires * ENTREES_AGENT.length * VECTEUR
  const placeTables = placeGroupes + aligner(paires * VOIES * 4)
  agrandir(exports.memoire, placeTables)
  const valeurs = new Float64Array(exports.memoire.buffer)
  const pas = ENTREES_AGENT.length * VOIES
  for (let bloc = debut; bloc < fin; bloc += BLOC) {
    const finBloc = Math.min(fin, bloc + BLOC)
    for (const [rang, nom] of ENTREES_AGENT.entries()) {
      const colonne = agents[nom]
      let case_ = ((bloc - debut) / VOIES) * pas + rang * VOIES
      for (let i = bloc; i < finBloc; i += VOIES) {
        valeurs[case_] = colonne[i]!
        // The last agent of an odd number is doubled; its double belongs to no group.
        valeurs[case_ + 1] = colonne[i + 1 < fin ? i + 1 : i]!
        case_ += pas
      }
    }
  }
  if (groupes !== null) {
    const places = new Uint32Array(exports.memoire.buffer, placeGroupes, paires * VOIES)
    places.fill(nombreDeGroupes)
    places.set(groupes.subarray(debut, fin))
  }

  const appeler = (
    fonction: 'sommer' | 'remplir',
    { parametres, options, offres }: Consultation,
    s: SortiesMasse,
    lignes: number,
  ) => {
    const nOptions = options.length
    const nOffres = nOptions === 0 ? 0 : offres.length / nOptions
    const places = placesDes(s, nOptions, nOffres)
    const table = [...PARAMETRES_MASSE.map((nom) => parametres[nom]), ...CONSTANTES, ...VOIES_SEULES]
    const tableOptions = options.flatMap((o) => ENTREES_OPTION.map((nom) => o[nom]))
    const tableOffres = offres.flatMap((o) => ENTREES_OFFRE.map((nom) => o[nom]))
    const placeOptions = placeTables + aligner(table.length * 8)
    const placeOffres = placeOptions + aligner(tableOptions.length * 8)
    const brouillon = placeOffres + aligner(tableOffres.length * 8)
    const largeur = places.length * VECTEUR
    const sommes = brouillon + largeur
    agrandir(exports.memoire, sommes + lignes * largeur)
    const memoire = new Float64Array(exports.memoire.buffer)
    memoire.set(table, placeTables / 8)
    memoire.set(tableOptions, placeOptions / 8)
    memoire.set(tableOffres, placeOffres / 8)
    memoire.fill(0, brouillon / 8, (sommes + lignes * largeur) / 8)
    exports[fonction](
      ...([0, paires, placeAgents, placeTables, placeOptions, placeOffres, nOptions, nOffres] as const),
      ...([placeGroupes, sommes, brouillon, largeur] as const),
    )
    return { memoire, depart: sommes / 8, places }
  }

  return {
    sommer: (consultation, s) => {
      const { memoire, depart, places } = appeler('sommer', consultation, s, nombreDeGroupes + 1)
      const pas = places.length * VOIES
      for (const [k, { colonne, rang, parLigne }] of places.entries()) {
        let ici = depart + k * VOIES
        for (let g = 0; g < nombreDeGroupes; g++) {
          colonne[g * parLigne + rang]! += memoire[ici]! + memoire[ici + 1]!
          ici += pas
        }
      }
    },
    remplir: (consultation, s, rangDebut) => {
      const { memoire, depart, places } = appeler('remplir', consultation, s, paires)
      const pas = places.length * VOIES
      for (const [k, { colonne, rang, parLigne }] of places.entries())
        for (let i = 0; i < nombre; i++)
          colonne[(rangDebut + i) * parLigne + rang] = memoire[depart + (i >> 1) * pas + k * VOIES + (i & 1)]!
    },
  }
}

const aligner = (octets: number): number => Math.ceil(octets / VECTEUR) * VECTEUR

function agrandir(memoire: WebAssembly.Memory, octets: number): void {
  const manque = octets - memoire.buffer.byteLength
  if (manque > 0) memoire.grow(Math.ceil(manque / PAGE))
}

/** A result in a row of the kernel: its column, and its rank in the part of that column that a row fills. */
interface Place {
  readonly colonne: Float64Array
  readonly rang: number
  readonly parLigne: number
}

/** The results of a row in their order: those of the agent, then for each option its own and those of its bids. */
function placesDes(s: SortiesMasse, options: number, offres: number): readonly Place[] {
  const de = (etage: 'agent' | 'option' | 'offre', rang: number, parLigne: number): Place[] =>
    SORTIES.filter((nom) => ETAGES_SORTIES[nom] === etage).map((nom) => ({ colonne: s[nom], rang, parLigne }))
  const jusqua = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
  return [
    ...de('agent', 0, 1),
    ...jusqua(options).flatMap((o) => [
      ...de('option', o, options),
      ...jusqua(offres).flatMap((b) => de('offre', o * offres + b, options * offres)),
    ]),
  ]
}
