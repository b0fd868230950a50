import { stringify } from 'csv-stringify/sync'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { sansControle } from '#platform/documents/caracteres.ts'
import type { Colonne } from './colonnes.ts'
import { montantDe, neutraliser, neutraliserXlsx } from './valeurs.ts'

/** A value to export: text, whole number, integer cents for a column « montant », day AAAA-MM-JJ for a column « date ». */
export type Valeur = string | number | null | undefined
export type LigneAEcrire = Readonly<Record<string, Valeur>>
export type ColonneEcrite = Colonne & {
  /** Width in characters, in XLSX. */
  readonly largeur?: number
}

const francais = (jour: string): string => jour.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

function texteCsv(valeur: Valeur, type: Colonne['type']): string {
  if (valeur === null || valeur === undefined) return ''
  if (typeof valeur === 'number')
    return type === 'montant' ? montantDe(valeur).replace('.', ',') : String(valeur)
  const texte = valeur.toWellFormed()
  return type === 'date' ? francais(texte) : neutraliser(texte)
}

/**
 * Writes a CSV that spreadsheets open as it is: UTF-8 with its mark, « ; », French dates and decimals, no cell that could be run as a formula.
 * `lireTableur` with the same columns gives the same values back.
 */
export function exporterCsv(colonnes: readonly ColonneEcrite[], lignes: readonly LigneAEcrire[]): Buffer {
  const rangees = [
    colonnes.map(({ libelles }) => neutraliser(libelles[0])),
    ...lignes.map((ligne) => colonnes.map(({ cle, type }) => texteCsv(ligne[cle], type))),
  ]
  return Buffer.from(
    stringify(rangees, {
      delimiter: ';',
      record_delimiter: 'windows',
      bom: true,
      quoted_match: /[\r\n]|^\s|\s$/,
    }),
  )
}

/** Longest text that a cell of a workbook holds. */
const CELLULE_XLSX = 32_767
const COUPEE = ' […] (texte coupé : il est entier dans l’export CSV)'

function cellule(valeur: Valeur, type: Colonne['type']): SheetData[number][number] {
  if (valeur === null || valeur === undefined || valeur === '') return null
  if (typeof valeur === 'number')
    return type === 'montant'
      ? { type: Number, value: valeur / 100, format: '#,##0.00' }
      : { type: Number, value: valeur, format: '0' }
  if (type === 'date') return { type: Date, value: new Date(`${valeur}T00:00:00Z`), format: 'dd/mm/yyyy' }
  const texte = neutraliserXlsx(sansControle(valeur))
  return {
    type: String,
    value: texte.length > CELLULE_XLSX ? texte.slice(0, CELLULE_XLSX - COUPEE.length) + COUPEE : texte,
    wrap: texte.length > 60 || texte.includes('\n'),
    alignVertical: 'top',
  }
}

/** Writes an XLSX workbook: a header that stays in sight, typed cells, and no formula, since every text is declared as text. */
export async function exporterXlsx(
  colonnes: readonly ColonneEcrite[],
  lignes: readonly LigneAEcrire[],
  feuille = 'Données',
): Promise<Buffer> {
  const donnees: SheetData = [
    colonnes.map(({ libelles }) => ({
      type: String,
      value: libelles[0],
      fontWeight: 'bold' as const,
      backgroundColor: '#e2f0ef',
      wrap: true,
    })),
    ...lignes.map((ligne) => colonnes.map(({ cle, type }) => cellule(ligne[cle], type))),
  ]
  return writeXlsxFile(donnees, {
    sheet: nomDeFeuille(feuille),
    columns: colonnes.map(({ largeur, libelles }) => ({
      width: largeur ?? Math.max(12, libelles[0].length + 2),
    })),
    stickyRowsCount: 1,
  }).toBuffer()
}

/** Spreadsheets refuse these signs, and more than 31 characters, in the name of a sheet. */
const nomDeFeuille = (nom: string): string =>
  nom
    .replaceAll(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Données'
