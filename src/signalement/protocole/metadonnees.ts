import { empreinteLongue } from '@maillage/coffre'
import type { PieceJointe } from './sceller-depot.ts'

export type Trouvees = Readonly<{
  genre: 'jpeg' | 'png' | 'webp' | 'autre'
  noms: readonly string[]
  retirables: boolean
}>

const lire = (octets: Uint8Array, debut: number, n: number): string =>
  String.fromCharCode(...octets.subarray(debut, debut + n))
const u32 = (o: Uint8Array, i: number): number =>
  o[i]! * 2 ** 24 + (o[i + 1]! << 16) + (o[i + 2]! << 8) + o[i + 3]!

type Morceau = Readonly<{ debut: number; fin: number; nom: string | null }>

/** What a file says beside its content (place, device, author…), for types that are simple to read; nothing is changed. */
export function trouverMetadonnees(octets: Uint8Array): Trouvees {
  const genre = genreDe(octets)
  if (genre === 'autre') return { genre, noms: nomsDesAutres(octets), retirables: false }
  const noms = [...new Set(morceaux(octets, genre).flatMap(({ nom }) => nom ?? []))]
  return { genre, noms, retirables: noms.length > 0 }
}

/** The same image without what it says beside its pixels. Other types are given back unchanged: say so. */
export function retirerMetadonnees(octets: Uint8Array): Uint8Array {
  const genre = genreDe(octets)
  if (genre === 'autre') return octets
  const gardes = morceaux(octets, genre).filter(({ nom }) => nom === null)
  const sortie = new Uint8Array(gardes.reduce((n, { debut, fin }) => n + fin - debut, 0))
  let place = 0
  for (const { debut, fin } of gardes) {
    sortie.set(octets.subarray(debut, fin), place)
    place += fin - debut
  }
  if (genre === 'webp') {
    new DataView(sortie.buffer).setUint32(4, sortie.length - 8, true)
    // The flags of the extended header announced what was removed.
    if (lire(sortie, 12, 4) === 'VP8X') sortie[20] = sortie[20]! & ~0b0010_1100
  }
  return sortie
}

/** A file ready to be sealed, its metadata removed or kept as its author chose; the fingerprint of the original is kept either way. */
export function preparerPiece(nom: string, type: string, octets: Uint8Array, garder: boolean): PieceJointe {
  const { noms, retirables } = trouverMetadonnees(octets)
  const retire = retirables && !garder
  return {
    nom,
    type,
    octets: retire ? retirerMetadonnees(octets) : octets,
    empreinteOrigine: () => empreinteLongue(octets),
    metadonnees: noms.length === 0 ? 'aucune' : retire ? 'retirees' : 'conservees',
  }
}

function genreDe(o: Uint8Array): Trouvees['genre'] {
  if (o[0] === 0xff && o[1] === 0xd8) return 'jpeg'
  if (lire(o, 1, 3) === 'PNG') return 'png'
  return lire(o, 0, 4) === 'RIFF' && lire(o, 8, 4) === 'WEBP' ? 'webp' : 'autre'
}

function nomsDesAutres(octets: Uint8Array): string[] {
  const debut = lire(octets, 0, 4)
  if (debut === '%PDF') return ['auteur et logiciel (PDF)']
  return debut === 'PK\u0003\u0004' ? ['auteur et dates (document bureautique)'] : []
}

function morceaux(octets: Uint8Array, genre: 'jpeg' | 'png' | 'webp'): Morceau[] {
  return genre === 'jpeg' ? segmentsJpeg(octets) : genre === 'png' ? blocsPng(octets) : blocsWebp(octets)
}

const JPEG: Readonly<Record<number, string>> = {
  225: 'appareil, date et lieu (EXIF, XMP)',
  237: 'légende et auteur (IPTC)',
  254: 'commentaire',
}

function segmentsJpeg(o: Uint8Array): Morceau[] {
  const lus: Morceau[] = [{ debut: 0, fin: 2, nom: null }]
  let i = 2
  while (i + 4 <= o.length && o[i] === 0xff && o[i + 1] !== 0xda) {
    const fin = Math.min(o.length, i + 2 + (o[i + 2]! << 8) + o[i + 3]!)
    const genre = o[i + 1]!
    // Color profile (APP2) and JFIF (APP0) stay; other application segments go.
    const autre = genre >= 0xe3 && genre <= 0xef && genre !== 0xee ? 'données d’application' : null
    lus.push({ debut: i, fin, nom: JPEG[genre] ?? autre })
    i = fin
  }
  lus.push({ debut: i, fin: o.length, nom: null })
  return lus
}

const PNG: Readonly<Record<string, string>> = {
  tEXt: 'textes',
  zTXt: 'textes',
  iTXt: 'textes',
  eXIf: 'appareil, date et lieu (EXIF)',
  tIME: 'date',
}

function blocsPng(o: Uint8Array): Morceau[] {
  const lus: Morceau[] = [{ debut: 0, fin: 8, nom: null }]
  for (let i = 8; i + 12 <= o.length; ) {
    const fin = Math.min(o.length, i + 12 + u32(o, i))
    lus.push({ debut: i, fin, nom: PNG[lire(o, i + 4, 4)] ?? null })
    i = fin
  }
  return lus
}

const WEBP: Readonly<Record<string, string>> = {
  EXIF: 'appareil, date et lieu (EXIF)',
  'XMP ': 'description (XMP)',
}

function blocsWebp(o: Uint8Array): Morceau[] {
  const lus: Morceau[] = [{ debut: 0, fin: 12, nom: null }]
  for (let i = 12; i + 8 <= o.length; ) {
    const taille = o[i + 4]! + (o[i + 5]! << 8) + (o[i + 6]! << 16) + o[i + 7]! * 2 ** 24
    const fin = Math.min(o.length, i + 8 + taille + (taille % 2))
    lus.push({ debut: i, fin, nom: WEBP[lire(o, i, 4)] ?? null })
    i = fin
  }
  return lus
}
