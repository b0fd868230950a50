import { estPseudonymeCourant, VERDICT } from '@maillage/prevoyance/recensement'
import type { CelluleLue } from './dictionnaire.ts'

/** The pseudonyms of some rows: they never repeat, so none is looked for, and the ordinary ones become texts all at once. */
export class Pseudonymes {
  /** What each row calls its agent, where it can be read. */
  readonly textes: string[]
  readonly #octets: Uint8Array
  readonly #lire: (texte: string) => CelluleLue
  readonly #decoder = new TextDecoder()
  readonly #fins: Uint32Array
  readonly #tampon: Uint8Array
  #ecrits = 0

  constructor(octets: Uint8Array, lignes: number, lire: (texte: string) => CelluleLue) {
    this.#octets = octets
    this.#lire = lire
    this.textes = Array.from({ length: lignes }, () => '')
    this.#fins = new Uint32Array(lignes)
    this.#tampon = new Uint8Array(lignes * 40)
  }

  /** Notes the cell [debut, fin[ of a row; says what it is worth (`VERDICT`). Rows come in order. */
  noter(ligne: number, debut: number, fin: number): number {
    const octets = this.#octets
    if (estPseudonymeCourant(octets, debut, fin)) {
      const tampon = this.#tampon
      let ecrits = this.#ecrits
      for (let o = debut; o < fin; o++) tampon[ecrits++] = octets[o]!
      this.#ecrits = ecrits
      this.#fins[ligne] = ecrits
      return VERDICT.PROPRE
    }
    const { valeur, etat } = this.#lire(this.#decoder.decode(octets.subarray(debut, fin)))
    this.textes[ligne] = String(valeur)
    return etat
  }

  /** Makes texts of what was noted on the first rows, and forgets the bytes. */
  ecrire(lignes: number): void {
    const tout = this.#decoder.decode(this.#tampon.subarray(0, this.#ecrits))
    let debut = 0
    for (let ligne = 0; ligne < lignes; ligne++) {
      const fin = this.#fins[ligne]!
      if (fin === 0) continue
      this.textes[ligne] = tout.slice(debut, fin)
      this.#fins[ligne] = 0
      debut = fin
    }
    this.#ecrits = 0
  }
}
