import { parse } from 'csv-parse/sync'
import { colonneNommee } from '../../prevoyance/src/recensement/index.ts'
import { refuserFichier } from './fichier-refuse.ts'

/** The header row of a CSV file, what separates its cells, and where the rows begin. */
export interface PremiereLigne {
  readonly cellules: readonly string[]
  readonly separateur: ';' | ','
  /** Text of the header and of what precedes it, in lines: the next row is at line `lignes + 1`. */
  readonly lignes: number
}

const SEPARATEURS = [';', ','] as const
const AUTRES: readonly (readonly [string, string])[] = [
  ['\t', 'des tabulations'],
  ['|', 'des barres verticales'],
]

/** Where the first record ends: the first line break outside quotes, or -1 when more text is needed. */
export function finDeLigne(texte: string, depuis = 0): number {
  let entreGuillemets = false
  for (let i = depuis; i < texte.length; i++) {
    const unite = texte.charCodeAt(i)
    if (unite === 0x22) entreGuillemets = !entreGuillemets
    else if (!entreGuillemets && (unite === 0x0a || unite === 0x0d)) {
      // A carriage return at the very end may be the first half of « \r\n ».
      if (unite === 0x0d && i + 1 === texte.length) return -1
      return unite === 0x0d && texte.charCodeAt(i + 1) === 0x0a ? i + 2 : i + 1
    }
  }
  return -1
}

function couper(ligne: string, separateur: string): readonly string[] {
  try {
    return (
      parse(ligne, {
        delimiter: separateur,
        relax_column_count: true,
        relax_quotes: true,
        max_record_size: 0,
      })[0] ?? []
    )
  } catch {
    return []
  }
}

const reconnues = (cellules: readonly string[]): number =>
  cellules.filter((titre) => colonneNommee(titre) !== null).length

/**
 * Reads the header record: honours a first line « sep=; » as spreadsheets do, otherwise keeps the separator, semicolon or
 * comma, under which most headers are known.
 * @param texte whole records, header last; blank lines and the « sep= » line may precede it
 */
export function lirePremiereLigne(texte: string): PremiereLigne {
  const annonce = /^\s*sep=(.)[ \t]*(?:\r\n|\r|\n)/i.exec(texte)
  const entete = annonce ? texte.slice(annonce[0].length) : texte
  const lignes = texte.split(/\r\n|\r|\n/).length - (/[\r\n]$/.test(texte) ? 1 : 0)
  const candidats = SEPARATEURS.map((separateur) => ({
    separateur,
    cellules: couper(entete.trim(), separateur),
  }))
  const [gagnant] = candidats
    .filter(({ separateur }) => annonce === null || annonce[1] === separateur)
    .sort((a, b) => reconnues(b.cellules) - reconnues(a.cellules) || b.cellules.length - a.cellules.length)
  if (gagnant === undefined || reconnues(gagnant.cellules) < 2) {
    const autre = AUTRES.find(([signe]) => reconnues(couper(entete.trim(), signe)) >= 2)
    if (autre) refuserFichier('separateur-inconnu', autre[1])
  }
  if (gagnant === undefined) refuserFichier('separateur-inconnu', `« ${annonce?.[1] ?? ''} »`)
  return { cellules: gagnant.cellules, separateur: gagnant.separateur, lignes }
}

/** Whether a record carries a header, and not only blanks or a « sep= » line. */
export const porteUnEntete = (texte: string): boolean =>
  texte.replace(/^\s*sep=.[ \t]*(?:\r\n|\r|\n)/i, '').trim() !== ''
