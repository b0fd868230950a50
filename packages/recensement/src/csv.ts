import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { refuserFichier } from './fichier-refuse.ts'
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

/** What stops the cutting into rows, in its place among the rows. */
interface Panne {
  readonly panne: 'guillemet-jamais-ferme' | 'ligne-demesuree'
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
    // An error passes among the rows, in its place: thrown, it would drop the rows that are cut but not yet read.
    skip_records_with_error: true,
    on_skip: (erreur) => {
      const panne: Panne = {
        panne: erreur?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'guillemet-jamais-ferme' : 'ligne-demesuree',
      }
      analyseur.push(panne)
      return undefined
    },
  })
  const texte = enchainer(reste, iterateur)
  const source = Readable.from(texte.morceaux(), { highWaterMark: 1 })
  source.pipe(analyseur)
  let suivante = premiere.lignes + 1
  try {
    for await (const lu of analyseur as AsyncIterable<string[] | Panne>) {
      if (!Array.isArray(lu)) return refuserFichier(lu.panne, suivante)
      const ligne = suivante
      suivante = ligne + 1 + sautsDans(lu)
      const deborde = suivante > ligne + 1 && lu.length !== premiere.cellules.length
      if (deborde) receveur.illisible(ligne, suivante - 1)
      else await receveur.ligne(ligne, lu)
      if (receveur.estRassasie()) return
    }
    texte.verifier()
  } finally {
    source.destroy()
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
    if (texte.length > ENTETE_MAX) break
    const { done, value } = await iterateur.next()
    fini = done === true
    if (!done) texte += value
  }
  const limite = fin === -1 ? texte.length : fin
  if (limite > ENTETE_MAX) refuserFichier('ligne-demesuree', 1)
  if (!porteUnEntete(texte.slice(0, limite))) refuserFichier('fichier-vide')
  return { premiere: lirePremiereLigne(texte.slice(0, limite)), reste: texte.slice(limite) }
}

/**
 * The rest of the text as one sequence. A failure ends it quietly and is thrown by `verifier`, once every row before it
 * has been read: what is reported then does not depend on how far ahead the reading was.
 */
function enchainer(debut: string, iterateur: AsyncIterator<string>) {
  let echec: { readonly cause: unknown } | null = null
  async function* morceaux(): AsyncGenerator<string> {
    try {
      if (debut !== '') yield debut
      for (let suite = await iterateur.next(); !suite.done; suite = await iterateur.next()) yield suite.value
    } catch (cause) {
      echec = { cause }
    } finally {
      await iterateur.return?.()
    }
  }
  const verifier = () => {
    if (echec !== null) throw echec.cause
  }
  return { morceaux, verifier }
}

/** Line breaks inside the cells of a row: the next row is that much further. */
function sautsDans(cellules: readonly string[]): number {
  let nombre = 0
  for (const cellule of cellules) {
    if (/[\r\n]/.test(cellule)) nombre += cellule.split(/\r\n|\r|\n/).length - 1
  }
  return nombre
}
