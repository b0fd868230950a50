import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { refuserFichier } from '../fichier-refuse.ts'

// Layout and signatures: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end record).
const FIN = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const ENTREES_MAX = 2_000

const decompresser = promisify(inflateRaw)

/** One file of an archive, as the central directory describes it: sizes are only what the archive claims. */
export interface EntreeZip {
  readonly nom: string
  readonly chiffree: boolean
  readonly methode: number
  readonly tailleCompressee: number
  readonly position: number
}

/**
 * Lists the files of an archive from its central directory.
 * @throws FichierRefuse when the directory is missing, damaged or out of proportion
 */
export function listerZip(zip: Buffer): readonly EntreeZip[] {
  const fin = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (fin === -1 || fin + 22 > zip.length || zip.readUInt32LE(fin) !== FIN) refuserFichier('classeur-abime')
  const nombre = zip.readUInt16LE(fin + 10)
  if (nombre > ENTREES_MAX) refuserFichier('zip-sans-classeur')
  const entrees: EntreeZip[] = []
  let position = zip.readUInt32LE(fin + 16)
  for (let i = 0; i < nombre; i++) {
    if (position + 46 > zip.length || zip.readUInt32LE(position) !== CENTRAL) refuserFichier('classeur-abime')
    const longueurNom = zip.readUInt16LE(position + 28)
    entrees.push({
      nom: zip.toString('utf8', position + 46, position + 46 + longueurNom),
      chiffree: (zip.readUInt16LE(position + 8) & 1) === 1,
      methode: zip.readUInt16LE(position + 10),
      tailleCompressee: zip.readUInt32LE(position + 20),
      position: zip.readUInt32LE(position + 42),
    })
    position += 46 + longueurNom + zip.readUInt16LE(position + 30) + zip.readUInt16LE(position + 32)
  }
  return entrees
}

/**
 * Unpacks one file, never producing more bytes than allowed whatever the archive claims.
 * @param maximum bytes
 * @returns the content, or null when it would be larger
 */
export async function extraire(zip: Buffer, entree: EntreeZip, maximum: number): Promise<Buffer | null> {
  const { position } = entree
  if (position + 30 > zip.length || zip.readUInt32LE(position) !== LOCAL) refuserFichier('classeur-abime')
  const debut = position + 30 + zip.readUInt16LE(position + 26) + zip.readUInt16LE(position + 28)
  const brut = zip.subarray(debut, debut + entree.tailleCompressee)
  if (entree.methode === 0) return brut.length > maximum ? null : brut
  if (entree.methode !== 8) refuserFichier('classeur-abime')
  if (maximum === 0) return null
  try {
    return await decompresser(brut, { maxOutputLength: maximum })
  } catch (erreur) {
    if (erreur instanceof RangeError) return null
    return refuserFichier('classeur-abime')
  }
}

/**
 * Packs files without compression: an archive of ours, whose sizes are true, for a library that believes what it reads.
 * @param fichiers name and content
 */
export function empaqueter(fichiers: readonly (readonly [string, Buffer])[]): Buffer {
  const morceaux: Buffer[] = []
  const repertoire: Buffer[] = []
  let position = 0
  for (const [nom, contenu] of fichiers) {
    const nomOctets = Buffer.from(nom, 'utf8')
    const description = Buffer.alloc(26)
    description.writeUInt16LE(20, 0)
    description.writeUInt16LE(0x0800, 2)
    description.writeUInt32LE(crc32(contenu), 10)
    description.writeUInt32LE(contenu.length, 14)
    description.writeUInt32LE(contenu.length, 18)
    description.writeUInt16LE(nomOctets.length, 22)
    const central = Buffer.alloc(14)
    central.writeUInt32LE(position, 10)
    morceaux.push(mot(LOCAL), description, nomOctets, contenu)
    repertoire.push(mot(CENTRAL), Buffer.from([20, 0]), description, central, nomOctets)
    position += 30 + nomOctets.length + contenu.length
  }
  const taille = repertoire.reduce((somme, morceau) => somme + morceau.length, 0)
  const fin = Buffer.alloc(18)
  fin.writeUInt16LE(fichiers.length, 4)
  fin.writeUInt16LE(fichiers.length, 6)
  fin.writeUInt32LE(taille, 8)
  fin.writeUInt32LE(position, 12)
  return Buffer.concat([...morceaux, ...repertoire, mot(FIN), fin])
}

function mot(valeur: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32LE(valeur)
  return octets
}
