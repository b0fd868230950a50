import { estJour, estUnJour, isoDe } from '../socle/jours.ts'
import { citer, illisible, type Lecture, lu, refus } from './motif.ts'

/** Errors that spreadsheets write in place of a value, in English and in French. */
const ERREUR_DE_FORMULE =
  /^#(?:n\/a|ref|value|valeur|div\/0|name|nom|null|nul|num|nombre|spill|propagation)[!?]?$/i

/** Removes the white space around a cell, no-break spaces and byte order marks included. Nothing inside is touched. */
export const nettoyer = (cellule: string): string => cellule.trim()

const NOMBRE = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?$/

/**
 * Reads a decimal number written the French or the English way (« 1 801,74 », « 1801.74 »), without any rounding.
 * @param cellule trimmed, not empty
 * @param decimales most decimals allowed; the result is an integer in units of 10^-decimales
 * @param unite sign that may follow the number
 */
export function lireDecimal(cellule: string, decimales: number, unite: '€' | '%' | '' = ''): Lecture<number> {
  const courant = decimalCourant(cellule, decimales)
  if (courant >= 0) return lu(courant)
  if (ERREUR_DE_FORMULE.test(cellule)) return illisible(refus('erreur-de-formule'))
  const texte = unite !== '' && cellule.endsWith(unite) ? nettoyer(cellule.slice(0, -1)) : cellule
  const negatif = texte.startsWith('-')
  const trouve = NOMBRE.exec(negatif ? texte.slice(1) : texte)
  if (trouve === null) return illisible(refus('nombre-illisible', citer(cellule)))
  const entier = (trouve[1] ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  const fraction = (trouve[2] ?? '').replace(/0+$/, '')
  if (negatif && /[1-9]/.test(entier + fraction)) return illisible(refus('nombre-negatif', citer(cellule)))
  if (fraction.length > decimales)
    return illisible(refus('nombre-trop-de-decimales', citer(cellule), decimales))
  if (entier.length > 9) return illisible(refus('nombre-trop-grand', citer(cellule)))
  return lu(Number(entier + fraction.padEnd(decimales, '0')))
}

/** The same for digits alone, with a comma or a point among them: nearly every cell. -1 for any other, which `lireDecimal` reads. */
function decimalCourant(cellule: string, decimales: number): number {
  if (cellule.length === 0 || cellule.length > 9) return -1
  let valeur = 0
  let virgule = -1
  for (let i = 0; i < cellule.length; i++) {
    const unite = cellule.charCodeAt(i)
    if (unite >= 0x30 && unite <= 0x39) valeur = valeur * 10 + unite - 0x30
    else if ((unite === 0x2c || unite === 0x2e) && virgule === -1 && i > 0) virgule = i
    else return -1
  }
  const lues = virgule === -1 ? 0 : cellule.length - virgule - 1
  if (lues > decimales || virgule === cellule.length - 1) return -1
  for (let n = lues; n < decimales; n++) valeur *= 10
  return valeur
}

/** A day, or a year when the day was not given. */
export interface JourOuAnnee {
  readonly annee: number
  readonly jour: string | null
}

/**
 * Reads 'AAAA-MM-JJ' or 'JJ/MM/AAAA'; refuses days that do not exist and two-digit years.
 * @param cellule trimmed, not empty
 */
export function lireJour(cellule: string): Lecture<string> {
  if (estJour(cellule)) return lu(cellule)
  if (ERREUR_DE_FORMULE.test(cellule)) return illisible(refus('erreur-de-formule'))
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cellule)
  const francaise = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cellule)
  if (iso === null && francaise === null) {
    if (/^\d{1,2}\/\d{1,2}\/\d{2}$/.test(cellule))
      return illisible(refus('date-annee-courte', citer(cellule)))
    if (/^\d{5}$/.test(cellule)) return illisible(refus('date-numero-tableur', citer(cellule)))
    return illisible(refus('date-illisible', citer(cellule)))
  }
  const [annee, mois, jour] = iso
    ? [iso[1], iso[2], iso[3]]
    : [francaise?.[3], francaise?.[2], francaise?.[1]]
  if (!estUnJour(Number(annee), Number(mois), Number(jour))) {
    return illisible(refus('date-impossible', `${jour}/${mois}/${annee}`))
  }
  return lu(isoDe(Number(annee), Number(mois), Number(jour)))
}

/** Reads a day as `lireJour` does, or a four-digit year alone. */
export function lireJourOuAnnee(cellule: string): Lecture<JourOuAnnee> {
  if (/^\d{4}$/.test(cellule)) return lu({ annee: Number(cellule), jour: null })
  const jour = lireJour(cellule)
  return jour.ok ? lu({ annee: Number(jour.valeur.slice(0, 4)), jour: jour.valeur }) : jour
}

/** Lower case, without accents; every run of other characters becomes one « _ ». Headers and closed lists are compared so. */
export const normaliser = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')

/**
 * Reads a value of a closed list.
 * @param choix normalised spelling → value
 * @param admises the list as the refusal says it
 */
export function lireChoix<T>(cellule: string, choix: ReadonlyMap<string, T>, admises: string): Lecture<T> {
  if (ERREUR_DE_FORMULE.test(cellule)) return illisible(refus('erreur-de-formule'))
  const valeur = choix.get(cellule.toLowerCase()) ?? choix.get(normaliser(cellule))
  return valeur === undefined ? illisible(refus('valeur-inconnue', admises)) : lu(valeur)
}
