import { lireJour } from '#shared/dates.ts'
import type { TypeColonne } from './colonnes.ts'

const ESPACES = /[\s\u00a0\u202f\u2009]/g
const ENTIER_MAX = 15

/**
 * The canonical text of a cell for its type: « 1 234 » gives « 1234 », « 1 234,5 € » gives « 1234.50 », « 24/11/2026 » gives « 2026-11-24 ».
 * An empty cell stays empty whatever the type; null when the cell is not of that type.
 */
export function normaliserValeur(texte: string, type: TypeColonne): string | null {
  if (type === 'texte') return texte
  const saisi = texte.trim()
  if (saisi === '') return ''
  if (type === 'date') return lireJour(saisi.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, ''))
  const compact = saisi.replaceAll(ESPACES, '')
  if (type === 'entier')
    return /^[+-]?\d+([.,]00?)?$/.test(compact) ? entier(compact.split(/[.,]/)[0]!) : null
  const lu = /^([+-]?)(\d+)(?:[.,](\d{1,2}))?€?$/.exec(compact)
  if (!lu || lu[2]!.length > ENTIER_MAX - 2) return null
  const absolu = `${entier(lu[2]!)}.${(lu[3] ?? '').padEnd(2, '0')}`
  return lu[1] === '-' && absolu !== '0.00' ? `-${absolu}` : absolu
}

const entier = (chiffres: string): string | null => {
  if (chiffres.replace(/^[+-]/, '').length > ENTIER_MAX) return null
  return String(Number(chiffres) || 0)
}

/** Integer cents of a canonical amount (« 1234.50 » gives 123450). The text comes from a column of type « montant ». */
export const enCentimes = (montant: string): number => Number(montant.replace('.', ''))

/** The canonical text of integer cents: 123450 gives « 1234.50 ». */
export function montantDe(centimes: number): string {
  const chiffres = String(Math.abs(centimes)).padStart(3, '0')
  return `${centimes < 0 ? '-' : ''}${chiffres.slice(0, -2)}.${chiffres.slice(-2)}`
}

const ATTENDU: Record<Exclude<TypeColonne, 'texte'>, string> = {
  entier: 'un nombre entier. Écrivez par exemple 1234',
  montant: 'un montant en euros. Écrivez par exemple 1234,50',
  date: 'une date. Écrivez par exemple 24/11/2026',
}

/** What is wrong with a cell that is not of its type, and what to write. */
export function direValeur(texte: string, type: Exclude<TypeColonne, 'texte'>): string {
  const montre = texte.length > 30 ? `${texte.slice(0, 30)}…` : texte
  return `« ${montre} » n’est pas ${ATTENDU[type]}.`
}

const FORMULE = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
/** « -12,5 » is a number: no spreadsheet runs it, and an apostrophe would make it a text. */
const NOMBRE = /^-?\d+([.,]\d+)?$/
/**
 * Names that every JavaScript object answers to. The library that writes workbooks keeps the texts already met as keys of an object: such
 * a text, alone in its cell, would be taken for one already written and spoil the file.
 */
const NOMS_D_OBJET = Object.getOwnPropertyNames(Object.prototype)
const DEJA_NEUTRE = new RegExp(
  `^'+(?:[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]|(?:${NOMS_D_OBJET.join('|')})$)`,
)

/** In a CSV, a cell that a spreadsheet would take for a formula is preceded by an apostrophe (OWASP, « CSV injection »). */
export const neutraliser = (texte: string): string =>
  FORMULE.test(texte) && !NOMBRE.test(texte) ? `'${texte}` : proteger(texte)

/** A text that already looks neutralised gets one more apostrophe, so that `rendreTexte` gives it back whole. */
export const proteger = (texte: string): string => (DEJA_NEUTRE.test(texte) ? `'${texte}` : texte)

/** In a workbook, where a text is never run: only what the library would not write is preceded by an apostrophe. */
export const neutraliserXlsx = (texte: string): string =>
  NOMS_D_OBJET.includes(texte) ? `'${texte}` : proteger(texte)

/** Takes back the apostrophe of `neutraliser`, `neutraliserXlsx` or `proteger`: what was exported is imported unchanged. */
export const rendreTexte = (texte: string): string => (DEJA_NEUTRE.test(texte) ? texte.slice(1) : texte)
