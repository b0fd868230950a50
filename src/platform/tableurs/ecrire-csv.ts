import { stringify } from 'csv-stringify/sync'
import { neutraliser } from './valeurs.ts'

export type ColonneCsv<L> = { readonly titre: string; readonly valeur: (ligne: L) => string | number | null }

/** A table as French spreadsheets open it: UTF-8 with its mark, semicolons, formulas made harmless. */
export function ecrireCsv<L>(colonnes: readonly ColonneCsv<L>[], lignes: readonly L[]): string {
  return stringify(
    lignes.map((ligne) => colonnes.map(({ valeur }) => neutraliser(String(valeur(ligne) ?? '')))),
    {
      header: true,
      columns: colonnes.map(({ titre }) => titre),
      delimiter: ';',
      bom: true,
      record_delimiter: 'windows',
    },
  )
}
