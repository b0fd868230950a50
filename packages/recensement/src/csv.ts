import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import { refusFichier } from '../../prevoyance/src/recensement/index.ts'
import { FichierRefuse, refuserFichier } from './fichier-refuse.ts'
import { finDeLigne, lirePremiereLigne, type PremiereLigne, porteUnEntete } from './premiere-ligne.ts'

/** Receives the rows of a table, the first one being the header; `illisible` tells a row that a misplaced quote
 * makes run over the following lines. */
export interface Receveur {
  readonly entete: (cellules: readonly string[]) => void
  readonly ligne: (numero: number, cellules: readonly string[]) => void | Promise<void>
  readonly illisible: (numero: number, jusqua: number) => void
  /** True when nothing more is wanted: the rest of the file is then left unread. */
  readonly estRassasie: () => boolean
}

/** Longest header and longest row, in characters: beyond, a quote was most likely never closed. */
const ENTETE_MAX = 1 << 20
const LIGNE_MAX = 1 << 16

/**
 * Cuts CSV text into rows as it comes: separators « ; » and « , », quoted cells, line breaks inside quotes. Holds one row.
 * @throws FichierRefuse when the separator is unknown, a quote is never closed or a row is out of proportion
 */
export async function lireCsv(flux: AsyncIterable<string>, receveur: Receveur): Promise<void> {
  const iterateur = flux[Symbol.asyncIterator]()
  const { premiere, reste } = await lireEntete(iterateur)
  receveur.entete(premiere.cellules)
  if (receveur.estRassasie()) {
    await iterateur.return?.()
    return
  }

  const analyseur = parse({
    delimiter: premiere.separateur,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LIGNE_MAX,
    info: true,
  })
  const texte = Readable.from(enchainer(reste, iterateur))
  texte.on('error', (erreur) => analyseur.destroy(erreur))
  texte.pipe(analyseur)
  try {
    for await (const { record, info } of analyseur as AsyncIterable<{ record: string[]; info: Info }>) {
      const fin = premiere.lignes + info.lines
      const debut = fin - sautsDans(record)
      if (debut < fin && record.length !== premiere.cellules.length) receveur.illisible(debut, fin)
      else await receveur.ligne(debut, record)
      if (receveur.estRassasie()) return
    }
  } catch (erreur) {
    throw refusDe(erreur, premiere.lignes)
  } finally {
    texte.destroy()
  }
}

async function lireEntete(
  iterateur: AsyncIterator<string>,
): Promise<{ premiere: PremiereLigne; reste: string }> {
  let texte = ''
  let fin = -1
  let fini = false
  while (!fini) {
    fin = finDeLigne(texte)
    while (fin !== -1 && !porteUnEntete(texte.slice(0, fin))) fin = finDeLigne(texte, fin)
    if (fin !== -1) break
    if (texte.length > ENTETE_MAX) refuserFichier('ligne-demesuree', 1)
    const { done, value } = await iterateur.next()
    fini = done === true
    if (!done) texte += value
  }
  const limite = fin === -1 ? texte.length : fin
  if (!porteUnEntete(texte.slice(0, limite))) refuserFichier('fichier-vide')
  return { premiere: lirePremiereLigne(texte.slice(0, limite)), reste: texte.slice(limite) }
}

async function* enchainer(debut: string, iterateur: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    if (debut !== '') yield debut
    for (let suite = await iterateur.next(); !suite.done; suite = await iterateur.next()) yield suite.value
  } finally {
    await iterateur.return?.()
  }
}

/** Line breaks inside the cells: the parser counts lines at the end of a row, a person looks for its beginning. */
function sautsDans(cellules: readonly string[]): number {
  let nombre = 0
  for (const cellule of cellules) {
    if (/[\r\n]/.test(cellule)) nombre += cellule.split(/\r\n|\r|\n/).length - 1
  }
  return nombre
}

function refusDe(erreur: unknown, decalage: number): unknown {
  const code = erreur instanceof Error && 'code' in erreur ? erreur.code : null
  const ligne = decalage + (erreur instanceof Error && 'lines' in erreur ? Number(erreur.lines) : 0)
  if (code === 'CSV_MAX_RECORD_SIZE') return new FichierRefuse(refusFichier('ligne-demesuree', ligne))
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new FichierRefuse(refusFichier('guillemet-jamais-ferme', ligne))
  return erreur
}
