import { assainirClasseur, FichierRefuse } from '@maillage/recensement/classeur'
import readXlsxFile, { type Sheet } from 'read-excel-file/universal'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type Colonne, reconnues } from './colonnes.ts'
import type { LimitesTableur, RefusTableur } from './refus.ts'

/** A number of a sheet is a double written with up to 17 digits; 15 of them hold what was typed. */
const texteDuNombre = (brut: string): string => {
  if (/^-?\d{1,15}$/.test(brut)) return brut
  const nombre = Number(brut)
  if (!Number.isFinite(nombre)) return brut
  return Math.abs(nombre) < 1e15 && Math.abs(nombre) >= 1e-6 ? String(Number(nombre.toPrecision(15))) : brut
}

/** Any cell as the text that a person reads; a date at midnight is a day « AAAA-MM-JJ ». */
function texteDe(cellule: unknown): string {
  if (cellule === null || cellule === undefined) return ''
  if (cellule instanceof Date)
    return Number.isNaN(+cellule)
      ? ''
      : cellule.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', '')
  if (typeof cellule === 'boolean') return cellule ? 'oui' : 'non'
  return String(cellule)
}

type Rangees = string[][]

/** The sheet whose first filled row has most known headers; the first one that holds something otherwise. */
function choisir(feuilles: readonly Sheet<string>[], colonnes: readonly Colonne[]): Rangees {
  const [meilleure] = feuilles
    .map(({ data }) => data.map((ligne) => ligne.map(texteDe)))
    .filter((rangees) => rangees.length > 0)
    .map((rangees) => ({
      rangees,
      connues: reconnues(rangees.find((ligne) => ligne.some((cellule) => cellule !== '')) ?? [], colonnes),
    }))
    .sort((a, b) => b.connues - a.connues)
  return meilleure?.rangees ?? []
}

/** Reads the rows of an XLSX workbook. It is unpacked under a cap first: no size that the archive claims is believed. */
export async function lireRangeesXlsx(
  octets: Uint8Array,
  colonnes: readonly Colonne[],
  limites: LimitesTableur,
): Promise<Result<Rangees, RefusTableur>> {
  try {
    const sain = await assainirClasseur(Buffer.from(octets), limites)
    const classeur = new Uint8Array(sain).buffer
    const feuilles = await readXlsxFile<string>(classeur, { trim: false, parseNumber: texteDuNombre })
    return accepter(choisir(feuilles, colonnes))
  } catch (erreur) {
    return refuser({ code: 'classeur-refuse', message: direErreur(erreur, limites) })
  }
}

function direErreur(erreur: unknown, limites: LimitesTableur): string {
  if (!(erreur instanceof FichierRefuse))
    return 'Le classeur est abîmé et ne s’ouvre pas. Ouvrez-le dans un tableur, enregistrez-le au format XLSX, puis déposez-le de nouveau.'
  if (erreur.refus.code === 'classeur-demesure')
    return `Le classeur dépasse ${limites.octetsDecompresses >> 20} Mo une fois décompressé. Enregistrez-le en CSV ou découpez-le.`
  return erreur.refus.message
}
