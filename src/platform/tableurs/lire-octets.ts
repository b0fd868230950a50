import { type Result, refuser } from '#shared/result.ts'
import { assembler, type Tableur } from './assembler.ts'
import type { Colonne } from './colonnes.ts'
import { lireRangeesCsv } from './csv.ts'
import { type GenreFichier, genreDe } from './genre.ts'
import type { LimitesTableur, RefusTableur } from './refus.ts'

/** Reads a table in the process of the caller: `lireTableur` gives it one of its own. */
export async function lireOctets(
  octets: Uint8Array,
  colonnes: readonly Colonne[],
  limites: LimitesTableur,
): Promise<Result<Tableur, RefusTableur>> {
  if (octets.length === 0)
    return refuser({ code: 'fichier-vide', message: 'Le fichier est vide. Choisissez un autre fichier.' })
  if (octets.length > limites.octets)
    return refuser({
      code: 'fichier-trop-lourd',
      message: `Le fichier dépasse ${Math.floor(limites.octets / (1 << 20))} Mo. Découpez-le en plusieurs fichiers.`,
    })
  const genre = await genreDe(octets)
  if (genre !== 'texte' && genre !== 'xlsx') return refuser(direGenre(genre))
  // What reads workbooks is loaded for a workbook only: a process is started for each file.
  const rangees =
    genre === 'texte'
      ? lireRangeesCsv(octets, colonnes, limites)
      : await (await import('./classeur.ts')).lireRangeesXlsx(octets, colonnes, limites)
  return rangees.ok ? assembler(rangees.valeur, colonnes, limites) : rangees
}

function direGenre(genre: Exclude<GenreFichier, 'texte' | 'xlsx'>): RefusTableur {
  const PHRASES: Partial<Record<GenreFichier, string>> = {
    xls: 'Le fichier est un ancien classeur XLS ou un classeur protégé par un mot de passe. Enregistrez-le sans protection au format XLSX ou CSV.',
    ods: 'Le fichier est un classeur ODS. Enregistrez-le au format XLSX ou CSV.',
    pdf: 'Le fichier est un PDF, pas un tableau. Déposez le fichier XLSX ou CSV d’origine.',
    docx: 'Le fichier est un document Word, pas un tableau. Enregistrez le tableau au format XLSX ou CSV.',
  }
  return {
    code: 'fichier-d-un-autre-genre',
    message:
      PHRASES[genre] ??
      'Le fichier n’est ni un CSV ni un classeur XLSX. Enregistrez le tableau dans l’un de ces formats.',
  }
}
