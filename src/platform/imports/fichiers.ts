import { type ColonneEcrite, exporterCsv, exporterXlsx, type LigneAEcrire } from '../tableurs/exporter.ts'
import type { GenreImport } from './genre.ts'
import type { LigneLue } from './imports.queries.ts'

export const FORMATS = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type Format = keyof typeof FORMATS

/** Rows in the format of the import: what leaves can come back. */
export const ecrireTableau = async (
  genre: GenreImport,
  lignes: readonly LigneAEcrire[],
  format: Format,
): Promise<Buffer> =>
  format === 'csv' ? exporterCsv(genre.colonnes, lignes) : exporterXlsx(genre.colonnes, lignes, genre.titre)

const EN_PLUS: readonly ColonneEcrite[] = [
  { cle: 'ligne-du-fichier', libelles: ['Ligne du fichier'] },
  { cle: 'colonne-refusee', libelles: ['Colonne refusée'] },
  { cle: 'motif-du-refus', libelles: ['Motif du refus'] },
]

/** The refused lines as they were written, with the reason beside: corrected, the same file can be sent again. */
export function ecrireRefusees(genre: GenreImport, lignes: readonly LigneLue[]): Buffer {
  // Everything is text here: what was refused is given back as it was written, made harmless for a spreadsheet.
  const colonnes: ColonneEcrite[] = genre.colonnes.map(({ cle, libelles }) => ({ cle, libelles }))
  return exporterCsv(
    [...colonnes, ...EN_PLUS],
    lignes.map(({ numero, colonne, motif, valeurs }) => ({
      ...valeurs,
      'ligne-du-fichier': numero,
      'colonne-refusee': colonne ?? '',
      'motif-du-refus': motif,
    })),
  )
}
