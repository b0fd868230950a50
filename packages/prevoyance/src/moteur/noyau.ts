import {
  type ColonnesAgents,
  calculerColonnes,
  type OffreMasse,
  type OptionMasse,
  type SortiesMasse,
  sommerParGroupe,
} from '../genere/masse.gen.ts'
import type { Jour } from '../socle/jours.ts'
import { type Population, parametresMasse, sortiesPour } from './masse.ts'
import { type Consultation, installer, moduleSimd, ouvrir } from './noyau-simd.ts'

/** How the same rules are computed: two agents at once by WebAssembly vectors, or one after the other by JavaScript. */
export type GenreNoyau = 'simd' | 'js'

/** A census ready to be priced, as often as wanted: other options, other bids, another day. */
export interface Noyau {
  readonly genre: GenreNoyau
  /**
   * Sums of every output, by group, option and bid, in whole cents.
   * @param offres bids of each option: the same number for each
   * @returns index of a bid: (group × options + option) × bids + bid
   * @throws RangeError in French when options do not have as many bids, or before the first parameter recorded
   */
  readonly simuler: (
    options: readonly OptionMasse[],
    offres: readonly (readonly OffreMasse[])[],
    jour: Jour,
  ) => SortiesMasse
}

/** The kernel of this machine. */
export const genreDisponible = (): GenreNoyau => (moduleSimd() === null ? 'js' : 'simd')

const consulter = (
  options: readonly OptionMasse[],
  offres: readonly (readonly OffreMasse[])[],
  jour: Jour,
): Consultation & { readonly parOption: number } => {
  const parOption = offres[0]?.length ?? 0
  if (offres.length !== options.length || offres.some((o) => o.length !== parOption))
    throw new RangeError('Chaque option doit recevoir le même nombre d’offres.')
  return { parametres: parametresMasse(jour), options, offres: offres.flat(), parOption }
}

/**
 * Prepares a census: copied once into the memory of the WebAssembly kernel where there is one (160 bytes an agent), read as it
 * is by the JavaScript kernel otherwise. Both give the same cents.
 * @param genre to impose one of the two kernels; default: the fastest of this machine
 */
export function preparerNoyau(population: Population, genre: GenreNoyau = genreDisponible()): Noyau {
  const { agents, nombre, groupes, nombreDeGroupes } = population
  const compile = genre === 'simd' ? moduleSimd() : null
  const instance =
    compile === null ? null : installer(ouvrir(compile), agents, 0, nombre, groupes, nombreDeGroupes)
  return {
    genre: instance === null ? 'js' : 'simd',
    simuler: (options, offres, jour) => {
      const c = consulter(options, offres, jour)
      const sommes = sortiesPour(nombreDeGroupes, options.length, c.parOption)
      if (instance !== null) instance.sommer(c, sommes)
      else sommerParGroupe(c.parametres, agents, 0, nombre, options, c.offres, groupes, sommes)
      return sommes
    },
  }
}

/** `preparerNoyau` for one question only. */
export const simuler = (
  population: Population,
  options: readonly OptionMasse[],
  offres: readonly (readonly OffreMasse[])[],
  jour: Jour,
): SortiesMasse => preparerNoyau(population).simuler(options, offres, jour)

/** Agents computed at a time: a few megabytes of results before they are sorted by output. */
const BLOC = 1_024

/** Every output for every agent, option and bid. For a whole region prefer `simuler`: this keeps 8 bytes a value. */
export function calculerTout(
  agents: ColonnesAgents,
  nombre: number,
  options: readonly OptionMasse[],
  offres: readonly (readonly OffreMasse[])[],
  jour: Jour,
  genre: GenreNoyau = genreDisponible(),
): SortiesMasse {
  const c = consulter(options, offres, jour)
  const sorties = sortiesPour(nombre, options.length, c.parOption)
  const compile = genre === 'simd' ? moduleSimd() : null
  if (compile === null) {
    calculerColonnes(c.parametres, agents, 0, nombre, options, c.offres, sorties)
    return sorties
  }
  const exports = ouvrir(compile)
  for (let debut = 0; debut < nombre; debut += BLOC)
    installer(exports, agents, debut, Math.min(nombre, debut + BLOC), null, 0).remplir(c, sorties, debut)
  return sorties
}
