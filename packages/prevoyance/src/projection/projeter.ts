import { ANNEES } from './constantes.ts'
import type { Hypotheses } from './hypotheses.ts'
import type { GenreTirage } from './instance.ts'
import type { Chocs } from './memoire.ts'
import type { PopulationProjetee } from './population.ts'
import { construireTables, type TablesProjection } from './tables.ts'
import { threefry } from './threefry.ts'
import { preparerTirage } from './tirer.ts'

/** Draws made at a time by default: their cells stay near the processor, and an answer comes soon. */
export const BLOC = 50
/** Key of the shocks common to all: no agent has it. */
const CLE_COMMUNE = 0xffff_ffff

/** A projection to draw. */
export interface Projection {
  readonly population: PopulationProjetee
  readonly tables: TablesProjection
  readonly hypotheses: Hypotheses
  /** Any whole number from 0 to 4 294 967 295: the same gives the same projection. */
  readonly graine: number
}

/** Draws [debut, fin[, one after the other: lot × year × option × measure; and what was counted in them all. */
export interface Bloc {
  readonly debut: number
  readonly fin: number
  readonly cellules: Float64Array
  readonly compteurs: Float64Array
}

export const preparerProjection = (
  population: PopulationProjetee,
  hypotheses: Hypotheses,
  graine: number,
): Projection => ({ population, hypotheses, graine, tables: construireTables(hypotheses) })

/**
 * Makes the draws [debut, fin[ of a projection, and gives them by blocks: the answer gets sharper at each; who stops reading
 * stops the work. A draw depends on its number, the seed and the census only: neither blocks nor sharing change a cent.
 * @param genre to impose WebAssembly or TypeScript, which give the same bits; default: the fastest of this machine
 */
export function* projeter(
  projection: Projection,
  debut: number,
  fin: number,
  bloc: number = BLOC,
  genre?: GenreTirage,
): Generator<Bloc, void, void> {
  const { population, tables, graine, hypotheses } = projection
  const tirage = { population, tables, graine, finInvalidite: hypotheses.finInvalidite }
  const chocs = tirerChocs(hypotheses.choc, graine, fin)
  const tirer = preparerTirage(tirage, chocs, Math.min(bloc, fin - debut), genre)
  for (let de = debut; de < fin; de += bloc) {
    const a = Math.min(fin, de + bloc)
    yield { debut: de, fin: a, ...tirer(de, a) }
  }
}

/** Common shocks of draws [0, fin[: log-normal, mean 1, by the sum of twelve uniforms. */
export function tirerChocs(ecart: number, graine: number, fin: number): Chocs {
  const parAn = new Float64Array(fin * ANNEES)
  const plusHaut = new Float64Array(fin)
  const sortie = new Uint32Array(2)
  for (let t = 0; t < fin; t++)
    for (let annee = 0; annee < ANNEES; annee++) {
      let somme = -6
      for (let k = 0; k < 6; k++) {
        threefry(CLE_COMMUNE, graine, t, annee * 6 + k, sortie)
        somme += sortie[0]! * 2 ** -32 + sortie[1]! * 2 ** -32
      }
      const choc = Math.exp(ecart * somme - (ecart * ecart) / 2)
      parAn[t * ANNEES + annee] = choc
      plusHaut[t] = Math.max(plusHaut[t]!, choc)
    }
  return { parAn, plusHaut }
}

/** Fingerprint of the cells of draws in their order: two projections that have it gave the same cents. */
export class Empreinte {
  #a = 0x811c_9dc5
  #b = 0x1b87_3593

  ajouter(cellules: Float64Array): void {
    const mots = new Uint32Array(cellules.buffer, cellules.byteOffset, cellules.length * 2)
    let [a, b] = [this.#a, this.#b]
    for (let i = 0; i < mots.length; i++) {
      const mot = mots[i]!
      a = Math.imul(a ^ mot, 0x0100_0193)
      b = Math.imul(b + mot, 0x85eb_ca6b) ^ (b >>> 13)
    }
    this.#a = a
    this.#b = b
  }

  lire(): string {
    return [this.#a, this.#b].map((n) => (n >>> 0).toString(16).padStart(8, '0')).join('')
  }
}
