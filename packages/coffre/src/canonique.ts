import { depuisTexte, type Octets, octetsDe } from './primitives.ts'
import { refuser, sinon } from './refus.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [cle: string]: Json }
const PROFONDEUR = 64

/** The one spelling of a JSON value (RFC 8785). Refuses (`forme-invalide`) what JSON cannot say without loss. */
export function canoniser(valeur: Json, profondeur = 0): string {
  const ecrire = (v: Json) => canoniser(v, profondeur + 1)
  if (profondeur > PROFONDEUR) refuser('forme-invalide')
  if (valeur === null || typeof valeur === 'boolean') return String(valeur)
  if (typeof valeur === 'number' && Number.isFinite(valeur)) return JSON.stringify(valeur)
  if (typeof valeur === 'string' && valeur.isWellFormed()) return JSON.stringify(valeur)
  if (Array.isArray(valeur)) return `[${Array.from(valeur, ecrire).join()}]`
  if (Object.prototype.toString.call(valeur) !== '[object Object]') refuser('forme-invalide')
  const corps = valeur as { readonly [cle: string]: Json }
  // Without a comparator, sort() compares UTF-16 code units: the order that RFC 8785 §3.2.3 asks for.
  const champs = Object.keys(corps).sort()
  return `{${champs.map((cle) => `${ecrire(cle)}:${ecrire(corps[cle]!)}`).join()}}`
}

/** Canonical bytes: what is signed, hashed and sealed. */
export const octetsCanoniques = (valeur: Json): Octets => octetsDe(canoniser(valeur))

/** Reads JSON that has exactly its canonical spelling: no duplicate key, space, second number form, BOM or broken UTF-8 passes. */
export function lireCanonique(octets: Uint8Array): Json {
  return sinon('forme-invalide', () => {
    const texte = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets)
    const valeur = JSON.parse(texte) as Json
    return canoniser(valeur) === texte ? valeur : refuser('forme-invalide')
  })
}

type Test = (v: unknown) => boolean
/** What each field of a `T` must be. */
export type Forme<T> = Readonly<Record<keyof T, Test>>

// What a field may be, for `exiger`.
export const texte: Test = (v) => typeof v === 'string' && v.length > 0
export const nombre: Test = (v) => Number.isSafeInteger(v) && (v as number) >= 0
export function octets(n: number): Test {
  return (v) => typeof v === 'string' && depuisTexte(v).length === n
}
/** A SHA-256, or null at the beginning of a chain. */
export const lien: Test = (v) => v === null || octets(32)(v)
export const objet: Test = (v) => typeof v === 'object' && v !== null && !Array.isArray(v)
export const json: Test = (v) => v !== undefined
/** An ISO calendar day. */
export const jour: Test = (v) => {
  const date = new Date(typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v) ? `${v}T00:00:00Z` : Number.NaN)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === v
}

/** The value as `T` if it is an object with the fields of `forme`, and no other unless `ouvert`; else `forme-invalide`. */
export function exiger<T>(valeur: unknown, forme: Forme<T>, ouvert = false): T {
  const juste = ([cle, test]: [string, Test]) =>
    Object.hasOwn(valeur as object, cle) && test((valeur as never)[cle])
  const champs = Object.entries<Test>(forme)
  if (!objet(valeur) || !champs.every(juste)) refuser('forme-invalide')
  if (!ouvert && Object.keys(valeur as object).length !== champs.length) refuser('forme-invalide')
  return valeur as T
}
