import { MODULE } from '../genere/projection.gen.ts'
import { compilerModule } from '../moteur/wasm/charger.ts'
import { aligner, OCTETS } from '../moteur/wasm/memoire.ts'
import { COTE_A_COTE, MEMOIRE_CONGES, NOMBRE_COMPTEURS, SEMIS } from './constantes.ts'
import { CHAMPS, type Donnees, type Memoire, type NomChamp } from './memoire.ts'
import { PLAN } from './plan.ts'
import { vivreTous } from './vivre.ts'

/** How draws are made: by WebAssembly, or by the TypeScript that it is compiled from. */
export type GenreTirage = 'simd' | 'js'

/** Agents [0, nombre[, draws [debut, fin[: what `vivreTous` asks besides the memory. */
type Vivre = (
  nombre: number,
  debut: number,
  fin: number,
  graine: number,
  lots: number,
  options: number,
  finRente: number,
) => void

interface Exports {
  readonly memoire: WebAssembly.Memory
  readonly vivreTous: Vivre
}

/** A memory that draws read and write, and the function that lives them. */
export interface Instance {
  readonly memoire: Pick<Memoire, 'cellules' | 'compteurs'>
  readonly vivreTous: Vivre
}

let module: WebAssembly.Module | null | undefined
const moduleProjection = (): WebAssembly.Module | null => {
  if (module === undefined) module = compilerModule(MODULE)
  return module
}

/** What this machine can do. */
export const genreDeTirage = (): GenreTirage => (moduleProjection() === null ? 'js' : 'simd')

/**
 * Opens a projection on its arrays: copied once into the memory of the module where there is one, read as they are otherwise. Both give the same bits.
 * @param cellules how many cells a block of draws fills
 */
export function installerTirage(donnees: Donnees, cellules: number, genre: GenreTirage): Instance {
  const compile = genre === 'simd' ? moduleProjection() : null
  return compile === null ? enJs(donnees, cellules) : enWasm(compile, donnees, cellules)
}

function enJs(donnees: Donnees, cellules: number): Instance {
  const memoire: Memoire = {
    ...donnees,
    premiers: new Int32Array(COTE_A_COTE * SEMIS),
    seconds: new Int32Array(COTE_A_COTE * SEMIS),
    delais: new Float64Array(COTE_A_COTE * SEMIS),
    expositions: new Float64Array(COTE_A_COTE),
    attentes: new Float64Array(COTE_A_COTE),
    debuts: new Int32Array(MEMOIRE_CONGES),
    fins: new Int32Array(MEMOIRE_CONGES),
    compteurs: new Float64Array(NOMBRE_COMPTEURS),
    cellules: new Float64Array(cellules),
  }
  return { memoire, vivreTous: (...reste) => vivreTous(memoire, ...reste) }
}

const PAGE = 65_536

function enWasm(compile: WebAssembly.Module, donnees: Donnees, cellules: number): Instance {
  const exports = new WebAssembly.Instance(compile).exports as unknown as Exports
  const adresses: Partial<Record<NomChamp, number>> = { ...PLAN.adresses }
  let ici = PLAN.libre
  const longueur = (nom: NomChamp): number =>
    nom === 'cellules' ? cellules : (donnees[nom as keyof Donnees]?.length ?? 0)
  const variables = Object.keys(PLAN.rangs) as NomChamp[]
  for (const nom of variables) {
    adresses[nom] = ici
    ici = aligner(ici + longueur(nom) * OCTETS[CHAMPS[nom][0]])
  }
  exports.memoire.grow(Math.ceil(Math.max(0, ici - PAGE) / PAGE))
  const { buffer } = exports.memoire
  const table = new Int32Array(buffer)
  for (const nom of variables) table[PLAN.rangs[nom]!] = adresses[nom]!
  for (const [nom, tableau] of Object.entries(donnees) as [keyof Donnees, Donnees[keyof Donnees]][])
    new Uint8Array(buffer, adresses[nom]!, tableau.byteLength).set(
      new Uint8Array(tableau.buffer, tableau.byteOffset, tableau.byteLength),
    )
  return {
    memoire: {
      cellules: new Float64Array(buffer, adresses.cellules!, cellules),
      compteurs: new Float64Array(buffer, adresses.compteurs!, NOMBRE_COMPTEURS),
    },
    vivreTous: exports.vivreTous,
  }
}
