import { refuserFichier } from '../fichier-refuse.ts'
import { rendreVisibles } from './cellules-muettes.ts'
import { empaqueter, extraire, listerZip } from './zip.ts'

export { FichierRefuse } from '../fichier-refuse.ts'

/** What a workbook may weigh. 75,000 agents in 22 columns were measured at 6 MB compressed, 44 MB unpacked. */
export interface LimitesClasseur {
  /** Compressed, bytes. */
  readonly octets: number
  /** Unpacked, all the parts that are read, bytes. */
  readonly octetsDecompresses: number
  /** Heap of the reading process, megabytes. */
  readonly memoireMo: number
  /** Longest wait for the reader's next packet of rows, milliseconds; the time that callbacks take is not counted. */
  readonly delaiMs: number
}

export const LIMITES_CLASSEUR: LimitesClasseur = {
  octets: 32 << 20,
  octetsDecompresses: 128 << 20,
  memoireMo: 768,
  delaiMs: 60_000,
}

/** Parts of a workbook that hold no cell: pictures, themes, charts, comments. */
const SANS_CELLULE = /^xl\/(?:theme|drawings|charts|media|comments|pivot|printerSettings|externalLinks)/i

/**
 * Opens a workbook by ourselves, part after part, under a cap on what really comes out, and packs again only what holds
 * cells. What is handed to the reading library can thus neither lie on its sizes nor swell.
 * @throws FichierRefuse when the archive is damaged, encrypted, not an XLSX workbook, or too large once unpacked
 */
export async function assainirClasseur(
  zip: Buffer,
  limites: Pick<LimitesClasseur, 'octetsDecompresses'>,
): Promise<Buffer> {
  const entrees = listerZip(zip)
  if (entrees.some((entree) => entree.chiffree)) refuserFichier('classeur-chiffre')
  const noms = new Set(entrees.map((entree) => entree.nom))
  if (!noms.has('xl/workbook.xml')) {
    if (noms.has('xl/workbook.bin')) refuserFichier('classeur-xlsb')
    refuserFichier(noms.has('content.xml') && noms.has('mimetype') ? 'classeur-ods' : 'zip-sans-classeur')
  }
  const parties: [string, Buffer][] = []
  let reste = limites.octetsDecompresses
  for (const entree of entrees) {
    if (!/\.(?:xml|rels)$/i.test(entree.nom) || SANS_CELLULE.test(entree.nom)) continue
    const contenu = await extraire(zip, entree, reste)
    if (contenu === null) refuserFichier('classeur-demesure', limites.octetsDecompresses >> 20)
    reste -= contenu.length
    parties.push([entree.nom, entree.nom.startsWith('xl/worksheets/') ? rendreVisibles(contenu) : contenu])
  }
  return empaqueter(parties)
}
