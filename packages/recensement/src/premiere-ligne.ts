import { colonneNommee } from '@maillage/prevoyance/recensement'
import { parse } from 'csv-parse/sync'
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

/** Where a search for the end of a record stands: text already seen, and whether it stopped inside quotes. */
interface Recherche {
  position: number
  entreGuillemets: boolean
}

/** Position after the first line break outside quotes, or -1 when more text is needed; the search resumes where it stopped. */
function finDeLigne(texte: string, recherche: Recherche): number {
  for (; recherche.position < texte.length; recherche.position++) {
    const unite = texte.charCodeAt(recherche.position)
    if (unite === 0x22) recherche.entreGuillemets = !recherche.entreGuillemets
    if (recherche.entreGuillemets || (unite !== 0x0a && unite !== 0x0d)) continue
    if (unite === 0x0a) return recherche.position + 1
    // A carriage return at the very end may be the first half of « \r\n ».
    if (recherche.position + 1 === texte.length) return -1
    return recherche.position + (texte.charCodeAt(recherche.position + 1) === 0x0a ? 2 : 1)
  }
  return -1
}

/** Longest header, in characters: beyond, a quote was most likely never closed. */
const ENTETE_MAX = 1 << 20

/**
 * Reads the header record of a CSV text, after blank lines and a first line « sep=; », which is honoured as spreadsheets do.
 * @returns the header, and the text already received that follows it
 * @throws FichierRefuse when there is no header, when it is out of proportion or when its separator is unknown
 */
export async function lirePremiereLigne(
  iterateur: AsyncIterator<string>,
): Promise<{ premiere: PremiereLigne; reste: string }> {
  let texte = ''
  let lignes = 0
  let annonce: string | null = null
  let recherche: Recherche = { position: 0, entreGuillemets: false }
  for (let fini = false; ; ) {
    const fin = fini ? texte.length : finDeLigne(texte, recherche)
    if (fin === -1 || (fin === 0 && !fini)) {
      if (texte.length > ENTETE_MAX) refuserFichier('ligne-demesuree', lignes + 1)
      const { done, value } = await iterateur.next()
      fini = done === true
      if (!done) texte += value
      continue
    }
    const ligne = texte.slice(0, fin)
    const sep: RegExpExecArray | null = annonce === null ? /^\s*sep=(.)\s*$/i.exec(ligne) : null
    if (sep === null && ligne.trim() !== '') {
      if (ligne.length > ENTETE_MAX) refuserFichier('ligne-demesuree', lignes + 1)
      const premiere = comprendre(ligne, annonce, lignes + ligne.trimEnd().split(/\r\n|\r|\n/).length)
      return { premiere, reste: texte.slice(fin) }
    }
    if (fini) refuserFichier('fichier-vide')
    annonce ??= sep?.[1] ?? null
    lignes++
    texte = texte.slice(fin)
    recherche = { position: 0, entreGuillemets: false }
  }
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

/** Cuts the header by the announced separator, otherwise by the one, semicolon or comma, under which most headers are known. */
function comprendre(ligne: string, annonce: string | null, lignes: number): PremiereLigne {
  const entete = ligne.trim()
  const [gagnant] = SEPARATEURS.filter((separateur) => annonce === null || annonce === separateur)
    .map((separateur) => ({ separateur, cellules: couper(entete, separateur) }))
    .sort((a, b) => reconnues(b.cellules) - reconnues(a.cellules) || b.cellules.length - a.cellules.length)
  if (gagnant === undefined || reconnues(gagnant.cellules) < 2) {
    const autre = AUTRES.find(([signe]) => reconnues(couper(entete, signe)) >= 2)
    if (autre) refuserFichier('separateur-inconnu', autre[1])
  }
  if (gagnant === undefined) refuserFichier('separateur-inconnu', `« ${annonce ?? ''} »`)
  return { ...gagnant, lignes }
}
