/** The different cells of a column, each read once. */
export interface Dictionnaire {
  /** Place of the cell made of bytes [debut, fin[; `hache` must be the same for the same bytes. */
  readonly place: (debut: number, fin: number, hache: number) => number
  /** What each place was read as; undefined where it could not be. */
  readonly valeurs: unknown[]
  /** 1 where the cell could be read. */
  readonly lisibles: number[]
}

/**
 * @param octets where every cell lies
 * @param lire reads a cell met for the first time; null when it cannot be read
 * @param unique its cells never repeat: none is looked for
 */
export function ouvrirDictionnaire(
  octets: Uint8Array,
  decoder: TextDecoder,
  lire: (texte: string) => { readonly valeur: unknown } | null,
  unique = false,
): Dictionnaire {
  const valeurs: unknown[] = []
  const lisibles: number[] = []
  let masque = (1 << 8) - 1
  // Four words a cell: hash, first byte, last byte, place + 1.
  let cases = new Int32Array((masque + 1) * 4)

  const agrandir = (): void => {
    const anciennes = cases
    masque = masque * 4 + 3
    cases = new Int32Array((masque + 1) * 4)
    for (let k = 0; k < anciennes.length; k += 4) {
      if (anciennes[k + 3] === 0) continue
      let j = etaler(anciennes[k]!) & masque
      while (cases[j * 4 + 3] !== 0) j = (j + 1) & masque
      cases.set(anciennes.subarray(k, k + 4), j * 4)
    }
  }
  const memes = (k: number, debut: number, fin: number): boolean => {
    const autre = cases[k + 1]!
    if (cases[k + 2]! - autre !== fin - debut) return false
    for (let o = fin - debut - 1; o >= 0; o--) if (octets[autre + o] !== octets[debut + o]) return false
    return true
  }
  const ajouter = (debut: number, fin: number): number => {
    const lu = lire(texteDe(octets, decoder, debut, fin))
    lisibles.push(lu === null ? 0 : 1)
    return valeurs.push(lu?.valeur) - 1
  }
  return {
    valeurs,
    lisibles,
    place(debut, fin, hache) {
      if (unique) return ajouter(debut, fin)
      let j = etaler(hache) & masque
      for (;;) {
        const k = j * 4
        const place = cases[k + 3]!
        if (place === 0) break
        if (cases[k] === hache && memes(k, debut, fin)) return place - 1
        j = (j + 1) & masque
      }
      const place = ajouter(debut, fin) + 1
      cases[j * 4] = hache
      cases[j * 4 + 1] = debut
      cases[j * 4 + 2] = fin
      cases[j * 4 + 3] = place
      if (place * 2 > masque) agrandir()
      return place - 1
    },
  }
}

const etaler = (hache: number): number => Math.imul(hache ^ (hache >>> 15), 0x85ebca6b) >>> 7

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
