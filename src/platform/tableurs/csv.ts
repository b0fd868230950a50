import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type Colonne, reconnues } from './colonnes.ts'
import type { LimitesTableur, RefusTableur } from './refus.ts'

const SEPARATEURS = [';', ',', '\t'] as const

/** UTF-8 with or without its mark, UTF-16 with its mark (« texte Unicode »), otherwise Windows-1252, the encoding of French spreadsheets. */
export function decoder(octets: Uint8Array): string {
  const tampon = Buffer.from(octets.buffer, octets.byteOffset, octets.length)
  const [un, deux] = tampon
  if ((un === 0xff && deux === 0xfe) || (un === 0xfe && deux === 0xff)) return iconv.decode(tampon, 'utf-16')
  // TextDecoder('windows-1252') is wrong on some versions of Node: it gives control characters for € ’ œ.
  return isUtf8(tampon) ? iconv.decode(tampon, 'utf8') : iconv.decode(tampon, 'win1252')
}

/** The first line outside quotes, and the separator that a line « sep=; » announces. */
function separateurDe(texte: string, colonnes: readonly Colonne[]): { separateur: string; debut: number } {
  const annonce = /^sep=(.)\r?\n?/i.exec(texte)
  if (annonce) return { separateur: annonce[1]!, debut: annonce[0].length }
  const entete = premiereLigne(texte)
  const [meilleur] = SEPARATEURS.map((separateur) => {
    const cellules = couper(entete, separateur)
    return { separateur, connues: reconnues(cellules, colonnes), nombre: cellules.length }
  }).sort((a, b) => b.connues - a.connues || b.nombre - a.nombre)
  return { separateur: meilleur!.separateur, debut: 0 }
}

const ENTETE_MAX = 100_000

function premiereLigne(texte: string): string {
  let entreGuillemets = false
  let debut = 0
  for (let i = 0; i < Math.min(texte.length, ENTETE_MAX); i++) {
    const signe = texte[i]
    if (signe === '"') entreGuillemets = !entreGuillemets
    else if (!entreGuillemets && (signe === '\n' || signe === '\r')) {
      if (texte.slice(debut, i).trim() !== '') return texte.slice(debut, i)
      debut = i + 1
    }
  }
  return texte.slice(debut, ENTETE_MAX)
}

function couper(ligne: string, separateur: string): string[] {
  try {
    return parse(ligne, { delimiter: separateur, relax_quotes: true, relax_column_count: true })[0] ?? []
  } catch {
    return []
  }
}

/** Cuts a CSV into rows of cells: separators « ; », « , » and tabulation, line « sep= », line breaks inside quotes. */
export function lireRangeesCsv(
  octets: Uint8Array,
  colonnes: readonly Colonne[],
  limites: LimitesTableur,
): Result<string[][], RefusTableur> {
  const texte = decoder(octets)
  const { separateur, debut } = separateurDe(texte, colonnes)
  try {
    const rangees: string[][] = parse(texte.slice(debut), {
      delimiter: separateur,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: limites.colonnes * 1_000 + limites.cellule * 4,
      // One header and one more row than allowed are enough to count too many.
      to: limites.lignes * 2 + 2,
    })
    return accepter(rangees)
  } catch (erreur) {
    if (erreur instanceof CsvError) return refuser(direErreur(erreur))
    throw erreur
  }
}

function direErreur(erreur: CsvError): RefusTableur {
  const ligne = typeof erreur['lines'] === 'number' ? erreur['lines'] : 1
  return erreur.code === 'CSV_QUOTE_NOT_CLOSED'
    ? {
        code: 'guillemet-non-ferme',
        message: `Un guillemet ouvert avant la ligne ${ligne} n’est jamais fermé. Fermez-le ou supprimez-le, puis déposez de nouveau le fichier.`,
      }
    : {
        code: 'ligne-demesuree',
        message: `La ligne ${ligne} est démesurée : une cellule est trop longue, ou un guillemet ouvert n’est jamais fermé. Corrigez-la, puis déposez de nouveau le fichier.`,
      }
}
