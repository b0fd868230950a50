import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { refuserFichier } from './fichier-refuse.ts'

/**
 * Bytes decoded at once. Few rows are then in flight, and they die young: with 64 KB the heap of a million rows grows three
 * times larger before it is collected.
 */
const MORCEAU = 1 << 14

const VIDE = Buffer.alloc(0)

/** How many bytes at the end of `octets` may be the beginning of a UTF-8 character that is not complete. */
function inacheves(octets: Uint8Array): number {
  for (let n = 1; n <= Math.min(3, octets.length); n++) {
    const octet = octets[octets.length - n] ?? 0
    if (octet < 0x80) return 0
    if (octet >= 0xc0) return n < (octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2) ? n : 0
  }
  return 0
}

/** Bytes up to the first one that breaks UTF-8: the longest valid beginning, found by halving. */
function debutValide(octets: Uint8Array): Uint8Array {
  let [bas, haut] = [0, octets.length]
  while (bas < haut) {
    const milieu = (bas + haut + 1) >> 1
    const essai = octets.subarray(0, milieu)
    if (isUtf8(essai.subarray(0, milieu - inacheves(essai)))) bas = milieu
    else haut = milieu - 1
  }
  const valide = octets.subarray(0, bas)
  return valide.subarray(0, bas - inacheves(valide))
}

const compterLignes = (texte: string): number => {
  let nombre = 0
  for (let i = texte.indexOf('\n'); i !== -1; i = texte.indexOf('\n', i + 1)) nombre++
  return nombre
}

/**
 * Decodes bytes into text as they come: UTF-8 (with or without a byte order mark) or, from the first byte that is not UTF-8,
 * Windows-1252, the encoding of French spreadsheets. A file that already showed UTF-8 characters and then breaks UTF-8 is
 * refused rather than misread, after all that precedes. The outcome does not depend on how the bytes are cut into chunks.
 */
export async function* enTexte(flux: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let encodage: 'ascii' | 'utf8' | 'win1252' = 'ascii'
  let attente: Uint8Array = VIDE
  let lignes = 1
  let marque = true

  function* lire(octets: Uint8Array, dernier: boolean): Generator<string> {
    if (encodage === 'win1252') return yield iconv.decode(Buffer.from(octets), 'win1252')
    const complet = octets.subarray(0, octets.length - (dernier ? 0 : inacheves(octets)))
    const valide = isUtf8(complet) ? complet : debutValide(complet)
    if (encodage === 'ascii' && !isAscii(valide)) encodage = 'utf8'
    const texte = Buffer.from(valide.buffer, valide.byteOffset, valide.length).toString('utf8')
    const sansMarque = marque && texte.startsWith('\ufeff') ? texte.slice(1) : texte
    if (texte !== '') marque = false
    lignes += compterLignes(texte)
    yield sansMarque
    if (valide.length === complet.length) attente = octets.subarray(complet.length)
    else if (encodage === 'utf8') refuserFichier('encodage-melange', lignes)
    else {
      encodage = 'win1252'
      yield iconv.decode(Buffer.from(octets.subarray(valide.length)), 'win1252')
    }
  }

  for await (const arrivage of flux) {
    for (let debut = 0; debut < arrivage.length; debut += MORCEAU) {
      const morceau = arrivage.subarray(debut, debut + MORCEAU)
      const octets = attente.length === 0 ? morceau : Buffer.concat([attente, morceau])
      attente = VIDE
      yield* lire(octets, false)
    }
  }
  if (attente.length > 0) yield* lire(attente, true)
}
