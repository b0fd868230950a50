/** What a cell was read as, and what the rules on its column alone say of it (`VERDICT`); a cell that cannot be read is refused. */
export interface CelluleLue {
  readonly valeur: unknown
  readonly etat: number
}

/** Cells up to this length are told apart by what is kept of them; longer ones are compared where they lie. */
const COURTE = 12

/** The different cells of a column, each read once. */
export class Dictionnaire {
  /** What each place was read as. */
  readonly valeurs: unknown[] = []
  /** What the rules say of each place. */
  etats = new Uint8Array(1 << 8)
  readonly #octets: Uint8Array
  readonly #vue: DataView
  readonly #lire: (texte: string) => CelluleLue
  readonly #decoder = new TextDecoder()
  #masque = (1 << 8) - 1
  // Four words a cell: its first eight bytes, its last four or a hash of the others, then its length and its place + 1 (0: nothing here).
  #cases = new Int32Array(4 << 8)
  /** First byte of each place. */
  #debuts = new Int32Array(1 << 8)

  /**
   * @param octets where every cell lies
   * @param lire reads a cell met for the first time
   */
  constructor(octets: Uint8Array, lire: (texte: string) => CelluleLue) {
    this.#octets = octets
    this.#vue = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    this.#lire = lire
  }

  /** Place of the cell made of bytes [debut, fin[. */
  place(debut: number, fin: number): number {
    const octets = this.#octets
    const vue = this.#vue
    const longueur = fin - debut
    let un = 0
    let deux = 0
    let trois = 0
    if (longueur >= 4) {
      un = vue.getInt32(debut, true)
      if (longueur >= 8) {
        deux = vue.getInt32(debut + 4, true)
        if (longueur > 8) trois = vue.getInt32(fin - 4, true)
        if (longueur > COURTE)
          for (let o = debut + 8; o < fin - 4; o += 4)
            trois = Math.imul(trois ^ vue.getInt32(o, true), 0x9e3779b1) ^ (trois >>> 15)
      } else if (longueur > 4) deux = vue.getInt32(fin - 4, true)
    } else if (longueur > 0) {
      un = octets[debut]!
      if (longueur > 1) un |= octets[debut + 1]! << 8
      if (longueur > 2) un |= octets[debut + 2]! << 16
    }
    const taille = longueur < 0xff ? longueur : 0xff
    const cases = this.#cases
    const masque = this.#masque
    let j = meler(un, deux, trois, taille) & masque
    for (;;) {
      const k = j * 4
      const code = cases[k + 3]!
      if (code === 0) {
        cases[k] = un
        cases[k + 1] = deux
        cases[k + 2] = trois
        return this.#ajouter(k + 3, taille, debut, fin)
      }
      if (
        cases[k] === un &&
        cases[k + 1] === deux &&
        cases[k + 2] === trois &&
        (code & 0xff) === taille &&
        (longueur <= COURTE || this.#memes((code >>> 8) - 1, debut, fin))
      )
        return (code >>> 8) - 1
      j = (j + 1) & masque
    }
  }

  #ajouter(k: number, taille: number, debut: number, fin: number): number {
    const lue = this.#lire(texteDe(this.#octets, this.#decoder, debut, fin))
    const place = this.valeurs.push(lue.valeur) - 1
    if (place === this.etats.length) {
      this.etats = agrandir(this.etats, new Uint8Array(place * 2))
      this.#debuts = agrandir(this.#debuts, new Int32Array(place * 2))
    }
    this.etats[place] = lue.etat
    this.#debuts[place] = debut
    this.#cases[k] = ((place + 1) << 8) | taille
    if (place * 4 > this.#masque * 3) this.#doubler()
    return place
  }

  /** Whether a long cell is the one of that place. */
  #memes(place: number, debut: number, fin: number): boolean {
    const octets = this.#octets
    const autre = this.#debuts[place]!
    // Past 254 bytes lengths are not kept: the byte after the cell must end it too.
    for (let o = fin - debut - (fin - debut < 0xff ? 1 : 0); o >= 0; o--)
      if (octets[autre + o] !== octets[debut + o]) return false
    return true
  }

  #doubler(): void {
    const anciennes = this.#cases
    const masque = this.#masque * 2 + 1
    const cases = new Int32Array((masque + 1) * 4)
    for (let k = 0; k < anciennes.length; k += 4) {
      const code = anciennes[k + 3]!
      if (code === 0) continue
      let j = meler(anciennes[k]!, anciennes[k + 1]!, anciennes[k + 2]!, code & 0xff) & masque
      while (cases[j * 4 + 3] !== 0) j = (j + 1) & masque
      cases[j * 4] = anciennes[k]!
      cases[j * 4 + 1] = anciennes[k + 1]!
      cases[j * 4 + 2] = anciennes[k + 2]!
      cases[j * 4 + 3] = code
    }
    this.#cases = cases
    this.#masque = masque
  }
}

function meler(un: number, deux: number, trois: number, taille: number): number {
  let hache = Math.imul(un ^ taille, 0x9e3779b1)
  hache = Math.imul(hache ^ (hache >>> 15) ^ deux, 0x85ebca6b)
  hache = Math.imul(hache ^ (hache >>> 13) ^ trois, 0xc2b2ae35)
  return hache ^ (hache >>> 16)
}

/** `plus`, which begins as `tableau`. */
export function agrandir<T extends Uint8Array | Uint32Array | Int32Array>(tableau: T, plus: T): T {
  plus.set(tableau)
  return plus
}

/** Short ASCII cells, nearly all of them, are faster to spell than to decode. */
function texteDe(octets: Uint8Array, decoder: TextDecoder, debut: number, fin: number): string {
  let texte = ''
  for (let i = debut; i < fin; i++) {
    const octet = octets[i]!
    if (octet >= 0x80 || i - debut > 64) return decoder.decode(octets.subarray(debut, fin))
    texte += String.fromCharCode(octet)
  }
  return texte
}
