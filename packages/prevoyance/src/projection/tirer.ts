import { AN } from './constantes.ts'
import { type GenreTirage, genreDeTirage, installerTirage } from './instance.ts'
import { type Chocs, donneesDe, largeurTirage, type Tirage } from './memoire.ts'

/** Cells of draws, lot × year × option × measure for each, and what was counted in them all. */
export interface Tires {
  readonly cellules: Float64Array
  readonly compteurs: Float64Array
}

/** Makes draws [debut, fin[, `bloc` of them at most. */
export type Tireur = (debut: number, fin: number) => Tires

/**
 * Prepares the draws of a projection: arrays copied once into the memory of the WebAssembly module where there is one. A draw depends on its
 * number, the seed and the census only.
 * @param bloc draws made at a time, at most
 * @param genre to impose WebAssembly or TypeScript, which give the same bits; default: the fastest of this machine
 */
export function preparerTirage(
  tirage: Tirage,
  chocs: Chocs,
  bloc: number,
  genre: GenreTirage = genreDeTirage(),
): Tireur {
  const { population: p, graine, finInvalidite } = tirage
  const largeur = largeurTirage(p)
  const { memoire, vivreTous } = installerTirage(donneesDe(tirage, chocs), bloc * largeur, genre)
  return (debut, fin) => {
    memoire.cellules.fill(0, 0, (fin - debut) * largeur)
    memoire.compteurs.fill(0)
    vivreTous(p.nombre, debut, fin, graine | 0, p.lots, p.options, finInvalidite / AN)
    return {
      cellules: memoire.cellules.slice(0, (fin - debut) * largeur),
      compteurs: memoire.compteurs.slice(),
    }
  }
}
