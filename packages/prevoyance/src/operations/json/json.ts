import { champsEnDouble } from './doublons.ts'
import { direEndroit } from './endroit.ts'

/** A number of a JSON text, kept as it was written: euros never pass through a binary fraction. */
export class NombreJson {
  readonly texte: string
  constructor(texte: string) {
    this.texte = texte
  }
}

/** Stands for the value of a field written twice in the same object: which one counts is not known, so none does. */
export class ChampEnDouble {
  readonly double = true
}

/** A JSON value whose numbers are still text. */
export type Json =
  | null
  | boolean
  | string
  | NombreJson
  | ChampEnDouble
  | readonly Json[]
  | { readonly [champ: string]: Json }

/** Either the value, or why the text is not JSON, in French, with its line and column when known. */
export type LectureJson =
  | { readonly ok: true; readonly valeur: Json }
  | { readonly ok: false; readonly message: string }

/** NaN and Infinity are not JSON, but common tools write them: they are read as numbers, and refused where they stand. */
const NON_FINIS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity|inf|nan)\b/g
const CLE_NON_FINI = '\u0000non-fini'

/**
 * Reads a JSON text, keeping the exact decimal text of its numbers.
 * @param texte the whole text; a byte order mark is ignored
 * @returns the value, or a message in French: never throws for a bad text
 */
export function lireJson(texte: string): LectureJson {
  const propre = texte.replace(/^\uFEFF/, '')
  if (propre.trim() === '')
    return { ok: false, message: 'Le texte est vide. Donnez un cas ou une liste de cas en JSON.' }
  try {
    return { ok: true, valeur: analyser(propre) }
  } catch (erreur) {
    return rattraper(propre, erreur)
  }
}

function rattraper(texte: string, erreur: unknown): LectureJson {
  if (erreur instanceof RangeError)
    return {
      ok: false,
      message:
        'Les listes ou les objets sont emboîtés trop profondément pour être lus. Donnez une liste de cas.',
    }
  const avecMarques = texte.replace(NON_FINIS, (jeton) =>
    jeton.startsWith('"') ? jeton : JSON.stringify({ [CLE_NON_FINI]: jeton }),
  )
  if (avecMarques.length !== texte.length) {
    try {
      return { ok: true, valeur: analyser(avecMarques) }
    } catch {
      // The text has another fault: the first message tells it.
    }
  }
  return {
    ok: false,
    message: `Ce texte n’est pas du JSON${direEndroit(texte)}. Corrigez-le puis recommencez.`,
  }
}

/** The reviver sees the source text of each number (ECMAScript 2026); the type of the library does not say so yet. */
type Relecture = (cle: string, valeur: unknown, contexte?: { readonly source?: string }) => unknown

function analyser(texte: string): Json {
  const relire: Relecture = (_cle, valeur, contexte) => {
    if (typeof valeur === 'number') return new NombreJson(contexte?.source ?? String(valeur))
    if (valeur !== null && typeof valeur === 'object' && CLE_NON_FINI in valeur)
      return new NombreJson(String(valeur[CLE_NON_FINI]))
    return valeur
  }
  const valeur = JSON.parse(texte, relire) as Json
  for (const chemin of champsEnDouble(texte)) marquer(valeur, chemin)
  return valeur
}

/** Puts the mark in place of the value; a place that another field written twice has already erased is passed over. */
function marquer(valeur: Json, chemin: readonly (string | number)[]): void {
  const [nom, ...parents] = [...chemin].reverse()
  let objet: unknown = valeur
  for (const cle of parents.reverse()) {
    if (typeof objet !== 'object' || objet === null || !Object.hasOwn(objet, cle)) return
    objet = (objet as Record<string | number, unknown>)[cle]
  }
  if (typeof objet !== 'object' || objet === null || nom === undefined) return
  Object.defineProperty(objet, nom, { value: new ChampEnDouble(), enumerable: true, configurable: true })
}

/** What a value is, for a sentence. */
export function nature(valeur: Json | undefined): string {
  if (valeur === undefined) return 'rien'
  if (valeur === null) return 'une valeur vide (null)'
  if (typeof valeur === 'boolean') return valeur ? 'vrai (true)' : 'faux (false)'
  if (typeof valeur === 'string') return `le texte « ${court(valeur)} »`
  if (valeur instanceof ChampEnDouble) return 'un champ écrit deux fois : gardez-en un seul'
  if (valeur instanceof NombreJson) return `le nombre ${court(valeur.texte)}`
  return Array.isArray(valeur) ? 'une liste' : 'un objet'
}

/** A text cut to what a sentence can hold. */
export const court = (texte: string, max = 40): string =>
  texte.length > max ? `${texte.slice(0, max)}…` : texte

/** An object of the JSON, neither list, nor number, nor null. */
export const estObjet = (valeur: Json | undefined): valeur is { readonly [champ: string]: Json } =>
  typeof valeur === 'object' &&
  valeur !== null &&
  !Array.isArray(valeur) &&
  !(valeur instanceof NombreJson) &&
  !(valeur instanceof ChampEnDouble)
