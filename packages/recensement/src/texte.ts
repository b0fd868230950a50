import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { refuserFichier } from './fichier-refuse.ts'

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
 * refused rather than misread. The outcome does not depend on how the bytes are cut into chunks.
 */
export async function* decoder(flux: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let encodage: 'ascii' | 'utf8' | 'win1252' = 'ascii'
  let attente: Uint8Array = Buffer.alloc(0)
  let lignes = 1
  let debut = true

  const basculer = (octets: Uint8Array): string => {
    const valide = debutValide(octets)
    const dejaUtf8 = encodage === 'utf8' || !isAscii(valide)
    if (dejaUtf8)
      refuserFichier('encodage-melange', lignes + compterLignes(Buffer.from(valide).toString('latin1')))
    encodage = 'win1252'
    return iconv.decode(Buffer.from(octets), 'win1252')
  }

  const lire = (octets: Uint8Array, dernier: boolean): string => {
    if (encodage === 'win1252') return iconv.decode(Buffer.from(octets), 'win1252')
    const suspens = dernier ? 0 : inacheves(octets)
    const complet = octets.subarray(0, octets.length - suspens)
    if (!isUtf8(complet)) return basculer(octets)
    attente = octets.subarray(octets.length - suspens)
    if (encodage === 'ascii' && !isAscii(complet)) encodage = 'utf8'
    return Buffer.from(complet.buffer, complet.byteOffset, complet.length).toString('utf8')
  }

  for await (const morceau of flux) {
    const octets = attente.length === 0 ? morceau : Buffer.concat([attente, morceau])
    attente = Buffer.alloc(0)
    let texte = lire(octets, false)
    if (debut && texte !== '') {
      if (texte.startsWith('\ufeff')) texte = texte.slice(1)
      debut = false
    }
    lignes += compterLignes(texte)
    if (texte !== '') yield texte
  }
  if (attente.length > 0) yield lire(attente, true)
}
