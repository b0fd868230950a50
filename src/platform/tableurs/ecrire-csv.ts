import { stringify } from 'csv-stringify/sync'

export type ColonneCsv<L> = { readonly titre: string; readonly valeur: (ligne: L) => string | number | null }

/** A spreadsheet runs a cell that begins so: the quote before makes it text (OWASP, CSV injection). */
const proteger = (valeur: string): string =>
  /^[=+\-@\t\r]/.test(valeur) && !/^-?\d+(,\d+)?$/.test(valeur) ? `'${valeur}` : valeur

/** A table as French spreadsheets open it: UTF-8 with its mark, semicolons, formulas made harmless. */
export function ecrireCsv<L>(colonnes: readonly ColonneCsv<L>[], lignes: readonly L[]): string {
  return stringify(
    lignes.map((ligne) => colonnes.map(({ valeur }) => proteger(String(valeur(ligne) ?? '')))),
    {
      header: true,
      columns: colonnes.map(({ titre }) => titre),
      delimiter: ';',
      bom: true,
      record_delimiter: 'windows',
    },
  )
}
