import { parse } from 'csv-parse'
import { refuserFichier } from './fichier-refuse.ts'
import { lirePremiereLigne } from './premiere-ligne.ts'

/**
 * Receives the rows of a table, the first one being the header; `illisible` tells a row that a misplaced quote
 * makes run over the following lines.
 */
export interface Receveur {
  readonly entete: (cellules: readonly string[]) => void
  readonly ligne: (numero: number, cellules: readonly string[]) => void | Promise<void>
  readonly illisible: (numero: number, jusqua: number) => void
  /** True when nothing more is wanted: the rest of the file is then left unread. */
  readonly estRassasie: () => boolean
}

/** A row, or what stops the cutting into rows, with the number of blank lines met since the header. */
type Coupe =
  | { readonly cellules: readonly string[]; readonly vides: number }
  | { readonly panne: 'guillemet-jamais-ferme' | 'ligne-demesuree'; readonly vides: number }

/** Longest row, in characters: beyond, a quote was most likely never closed. */
const LIGNE_MAX = 1 << 16

/**
 * Cuts CSV text into rows as it comes: separators « ; » and « , », quoted cells, line breaks inside quotes. Holds the rows of
 * one chunk of text.
 * @throws FichierRefuse when the separator is unknown, a quote is never closed or a row is out of proportion
 */
export async function lireCsv(flux: AsyncIterable<string>, receveur: Receveur): Promise<void> {
  const iterateur = flux[Symbol.asyncIterator]()
  const { premiere, reste } = await lirePremiereLigne(iterateur)
  receveur.entete(premiere.cellules)

  const decoupeur = creerDecoupeur(premiere.separateur)
  let lues = premiere.lignes
  const transmettre = async (lot: readonly Coupe[]) => {
    for (const coupe of lot) {
      if (receveur.estRassasie()) return
      const ligne = lues + coupe.vides + 1
      if ('panne' in coupe) return refuserFichier(coupe.panne, ligne)
      const sauts = sautsDans(coupe.cellules)
      lues += 1 + sauts
      const deborde = sauts > 0 && coupe.cellules.length !== premiere.cellules.length
      if (deborde) receveur.illisible(ligne, ligne + sauts)
      else await receveur.ligne(ligne, coupe.cellules)
    }
  }
  try {
    await transmettre(await decoupeur.couper(reste))
    while (!receveur.estRassasie()) {
      const { done, value } = await iterateur.next()
      if (done) return await transmettre(await decoupeur.finir())
      await transmettre(await decoupeur.couper(value))
    }
  } finally {
    decoupeur.jeter()
    await iterateur.return?.()
  }
}

/**
 * Drives the parser chunk by chunk and takes its rows by hand: rows and errors stay in their order, and none waits in the
 * queue of a stream, which is slow when rows are short and loses them when an error comes.
 */
function creerDecoupeur(separateur: string) {
  let lot: Coupe[] = []
  const analyseur = parse({
    delimiter: separateur,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    // Blank lines would each cost an error object: they are skipped, and counted for the row numbers.
    skip_empty_lines: true,
    max_record_size: LIGNE_MAX,
    on_record: (cellules: string[], { empty_lines: vides }) => {
      lot.push({ cellules, vides })
      return null
    },
    skip_records_with_error: true,
    on_skip: (erreur) => {
      const panne = erreur?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'guillemet-jamais-ferme' : 'ligne-demesuree'
      lot.push({ panne, vides: analyseur.info.empty_lines })
      return undefined
    },
  })
  analyseur.resume()
  const prendre = () => {
    const pris = lot
    lot = []
    return pris
  }
  const attendre = (agir: (suite: (erreur?: Error | null) => void) => void) =>
    new Promise<ReturnType<typeof prendre>>((reussir, echouer) => {
      agir((erreur) => (erreur ? echouer(erreur) : reussir(prendre())))
    })
  return {
    couper: (texte: string) => attendre((suite) => analyseur.write(texte, suite)),
    finir: () => attendre((suite) => analyseur.end(suite)),
    jeter: () => analyseur.destroy(),
  }
}

/** Line breaks inside the cells of a row: the next row is that much further. */
function sautsDans(cellules: readonly string[]): number {
  let nombre = 0
  for (const cellule of cellules) {
    if (/[\r\n]/.test(cellule)) nombre += cellule.split(/\r\n|\r|\n/).length - 1
  }
  return nombre
}
