import { fileTypeFromBuffer } from 'file-type'

/** What the bytes of a file are, whatever its name says. */
export type GenreFichier =
  | 'texte'
  | 'agenda'
  | 'xlsx'
  | 'xls'
  | 'ods'
  | 'docx'
  | 'odt'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'autre'

const PAR_EXTENSION: Record<string, GenreFichier> = {
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  cfb: 'xls',
  ods: 'ods',
  docx: 'docx',
  odt: 'odt',
  pdf: 'pdf',
  ics: 'agenda',
  png: 'image',
  jpg: 'image',
  webp: 'image',
  gif: 'image',
  zip: 'archive',
  gz: 'archive',
  '7z': 'archive',
  rar: 'archive',
}

/** Sniffs a file. A text is what has no signature and no null byte (UTF-16 with its mark aside). */
export async function genreDe(octets: Uint8Array): Promise<GenreFichier> {
  const [un, deux] = octets
  if ((un === 0xff && deux === 0xfe) || (un === 0xfe && deux === 0xff)) return 'texte'
  const signature = await fileTypeFromBuffer(octets).catch(() => undefined)
  // A workbook whose parts come in an unusual order is only a zip for the sniffer: the reader will tell.
  if (signature?.ext === 'zip') return contient(octets, 'xl/workbook.xml') ? 'xlsx' : 'archive'
  if (signature)
    return PAR_EXTENSION[signature.ext] ?? (signature.mime.startsWith('text/') ? 'texte' : 'autre')
  return octets.includes(0) ? 'autre' : 'texte'
}

const contient = (octets: Uint8Array, nom: string): boolean =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.length).includes(nom)
