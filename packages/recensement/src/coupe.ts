import { VERDICT } from '@maillage/prevoyance/recensement'
import type { Dictionnaire } from './dictionnaire.ts'
import type { Pseudonymes } from './pseudonymes.ts'

const [LF, CR] = [0x0a, 0x0d]

interface Reglages {
  readonly octets: Uint8Array
  readonly separateur: number
  /** Rank of the column of each cell of a row; -1 for a column that nobody reads. */
  readonly colonnes: Int8Array
  readonly dictionnaires: readonly Dictionnaire[]
  /** Those of the column `matricule`, which has no dictionary. */
  readonly pseudonymes: Pseudonymes
  readonly matricule: number
  /** Where the places of the cells are written, by column, then by row of the batch. */
  readonly lus: readonly Uint32Array[]
  /** Most rows in a batch. */
  readonly lot: number
  /** Most bytes in a row. */
  readonly ligneMax: number
}

/** Cuts rows out of bytes, batch after batch, and looks their cells up. */
export class Coupe {
  /** Of each row of the batch: its number in the file, its first byte and the one after its last, and what its cells alone are worth (`VERDICT`). */
  readonly numeros: Uint32Array
  readonly debuts: Uint32Array
  readonly fins: Uint32Array
  readonly etats: Uint8Array
  /** First byte that is not cut yet. */
  position = 0
  #numero = 0
  readonly #reglages: Reglages

  constructor(reglages: Reglages) {
    const { lot } = reglages
    this.numeros = new Uint32Array(lot)
    this.debuts = new Uint32Array(lot)
    this.fins = new Uint32Array(lot)
    this.etats = new Uint8Array(lot)
    this.#reglages = reglages
  }

  /** Goes to the first row, after that many lines. */
  commencer(position: number, lignes: number): void {
    this.position = position
    this.#numero = lignes
  }

  /** Cuts the next batch, without its blank lines; its number of rows, -1 when the file must be read as text. */
  couper(): number {
    const { octets, lot, ligneMax } = this.#reglages
    let k = 0
    while (k < lot && this.position < octets.length) {
      const debut = this.position
      this.#numero++
      const etat = this.#ligne(k)
      const fin = this.position
      // A lone carriage return ends a row in old files: rare enough to be read as text.
      if (octets[fin] === CR) {
        if (octets[++this.position] !== LF && this.position < octets.length) return -1
      }
      this.position++
      if (fin === debut) continue
      if (fin - debut > ligneMax) return -1
      this.etats[k] = etat
      this.numeros[k] = this.#numero
      this.debuts[k] = debut
      this.fins[k] = fin
      k++
    }
    return k
  }

  /** Cuts the row that begins at `position`, up to its end. What its cells are worth; refused too when one is missing or too many. */
  #ligne(k: number): number {
    const { octets, separateur, colonnes, dictionnaires, pseudonymes, matricule, lus } = this.#reglages
    const longueur = octets.length
    const largeur = colonnes.length
    let etat = 0
    let o = this.position
    for (let place = 0; ; place++) {
      const debut = o
      let octet = o < longueur ? octets[o]! : LF
      // Control characters are few: one comparison leaves them aside.
      while ((octet > CR && octet !== separateur) || (octet < CR && octet !== LF))
        octet = ++o < longueur ? octets[o]! : LF
      if (place < largeur) {
        const c = colonnes[place]!
        if (c === matricule) etat |= pseudonymes.noter(k, debut, o)
        else if (c >= 0) {
          const dictionnaire = dictionnaires[c]!
          const rang = dictionnaire.place(debut, o)
          lus[c]![k] = rang
          etat |= dictionnaire.etats[rang]!
        }
      } else if (o > debut) etat |= VERDICT.REFUSE
      if (octet !== separateur) {
        this.position = o
        return place + 1 >= largeur ? etat : etat | VERDICT.REFUSE
      }
      o++
    }
  }
}
