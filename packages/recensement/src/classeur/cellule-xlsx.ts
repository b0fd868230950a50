/**
 * A number as a spreadsheet shows it: fifteen significant digits, so that the binary tail of a computed value
 * (1801.7399999999998) is not taken for decimals. Whole numbers keep every digit. Written the way a CSV would write it.
 * @param brut text of the number in the file
 */
export function texteDuNombre(brut: string): string {
  if (/^\d+$/.test(brut)) return brut
  const nombre = Number(brut)
  return Number.isFinite(nombre) ? String(Number(nombre.toPrecision(15))) : brut
}

/** Any cell as the text that the row rules read. A date with a time of day keeps it, and will be refused as a date. */
export function texteDeLaCellule(cellule: unknown): string {
  if (cellule === null || cellule === undefined) return ''
  if (cellule instanceof Date) return cellule.toISOString().replace('T00:00:00.000Z', '')
  if (typeof cellule === 'boolean') return cellule ? 'oui' : 'non'
  return String(cellule)
}
