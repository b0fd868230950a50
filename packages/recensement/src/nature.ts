/** What the first bytes of a file say that it is. */
export type Nature = 'vide' | 'zip' | 'ole' | 'utf16' | 'binaire' | 'texte'

const commencePar = (tete: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((octet, i) => tete[i] === octet)

/**
 * Recognises the kind of a file by its content; its name and its declared type are never trusted.
 * @param tete first bytes of the file, all of them when it is shorter than 4 096 bytes
 */
export function natureDe(tete: Uint8Array): Nature {
  if (tete.length === 0) return 'vide'
  if (commencePar(tete, [0x50, 0x4b, 0x03, 0x04]) || commencePar(tete, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (commencePar(tete, [0xd0, 0xcf, 0x11, 0xe0])) return 'ole'
  if (commencePar(tete, [0xff, 0xfe]) || commencePar(tete, [0xfe, 0xff])) return 'utf16'
  return tete.includes(0) || commencePar(tete, [0x25, 0x50, 0x44, 0x46]) ? 'binaire' : 'texte'
}

const PAQUET_CHIFFRE = Buffer.from('EncryptedPackage', 'utf16le')

/** An OLE file is an old XLS workbook, or an XLSX one behind a password (its bytes then sit in « EncryptedPackage »). */
export const estClasseurChiffre = (ole: Buffer): boolean => ole.includes(PAQUET_CHIFFRE)
