import type { Places } from '@maillage/prevoyance/recensement'

/** The places of the cells of a column, row after row, in the narrowest array that holds them. */
export class ListeDePlaces {
  #places: Places
  #nombre = 0

  /** @param attendues about how many rows there will be */
  constructor(attendues: number) {
    this.#places = new Uint8Array(attendues)
  }

  /** Adds the first places of a batch. @param valeurs different values that the column has by now */
  ajouter(lot: Uint32Array, lignes: number, valeurs: number): void {
    const nombre = this.#nombre + lignes
    const assez = nombre <= this.#places.length
    const Type = valeurs <= 1 << 8 ? Uint8Array : valeurs <= 1 << 16 ? Uint16Array : Uint32Array
    if (!assez || Type.BYTES_PER_ELEMENT > this.#places.BYTES_PER_ELEMENT) {
      const plus = new Type(assez ? this.#places.length : Math.max(nombre, this.#places.length * 2))
      plus.set(this.#places.subarray(0, this.#nombre))
      this.#places = plus
    }
    this.#places.set(lot.subarray(0, lignes), this.#nombre)
    this.#nombre = nombre
  }

  rendre(): Places {
    return this.#places.subarray(0, this.#nombre)
  }
}
