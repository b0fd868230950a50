import {
  type Centimes,
  estJour,
  type Jour,
  lireDecimal,
  type MilliPourcent,
  MONTANT_MAXIMUM,
  type RefusDecimal,
} from '../socle/index.ts'
import { court, estObjet, type Json, NombreJson, nature } from './json/json.ts'

/** An input that an operation cannot take: where (`entree.conges[0].debut`) and, in French, what is wrong and what to do. */
export class EntreeRefusee extends Error {
  readonly chemin: string
  constructor(chemin: string, message: string) {
    super(message)
    this.chemin = chemin
  }
}

/** Reads one value found at `chemin` (`undefined` when the field is absent), or throws `EntreeRefusee`. */
export type Lecteur<T> = (valeur: Json | undefined, chemin: string) => T

/** What a reader returns. */
export type Lu<L> = L extends Lecteur<infer T> ? T : never

/** Stops the reading of this input. */
export function refuser(chemin: string, message: string): never {
  throw new EntreeRefusee(chemin, message)
}

const attendre = (chemin: string, valeur: Json | undefined, attendu: string): never =>
  valeur === undefined
    ? refuser(chemin, `Ce champ manque : ${attendu}.`)
    : refuser(chemin, `${attendu[0]!.toUpperCase()}${attendu.slice(1)} ; ici : ${nature(valeur)}.`)

interface OptionsDecimal {
  /** Most digits after the point. */
  readonly decimales: number
  /** Largest value, in the unit of the result. */
  readonly max: number
  readonly min?: number
  /** What is expected, for the sentence: « un montant en euros ». */
  readonly attendu: string
  readonly exemple: string
}

/** Why a number was refused, and what to write. */
const PHRASES: Readonly<Record<RefusDecimal, (nombre: string, o: OptionsDecimal) => string>> = {
  illisible: (n, o) => `${n} n’est pas un nombre fini : indiquez ${o.attendu} (exemple : ${o.exemple}).`,
  negatif: (n, o) => `${n} est négatif : ${o.attendu} ne peut pas l’être.`,
  'trop-de-decimales': (n, o) =>
    o.decimales === 0
      ? `${n} n’est pas un nombre entier : indiquez ${o.attendu} (exemple : ${o.exemple}).`
      : `${n} a plus de ${o.decimales} décimales ; rien n’est arrondi à votre place, écrivez par exemple ${o.exemple}.`,
  'trop-grand': (n, o) =>
    `${n} dépasse le plus grand nombre admis ici (${o.max / 10 ** o.decimales}) : vérifiez l’unité.`,
}

/**
 * A decimal number read from its text, without any binary fraction.
 * @returns an integer: the value × 10^decimales
 */
export const decimal =
  <T extends number = number>(options: OptionsDecimal): Lecteur<T> =>
  (valeur, chemin) => {
    const { decimales, max, min = 0, attendu, exemple } = options
    if (!(valeur instanceof NombreJson))
      return attendre(chemin, valeur, `${attendu} est attendu (exemple : ${exemple})`)
    const lu = lireDecimal(valeur.texte, decimales, max)
    if (!lu.ok) return refuser(chemin, PHRASES[lu.refus](court(valeur.texte), options))
    if (lu.valeur < min)
      return refuser(chemin, `${court(valeur.texte)} est trop petit : au moins ${min / 10 ** decimales}.`)
    return lu.valeur as T
  }

/** An amount of one agent or one employer in euros, at most two decimals and 10 million euros: integer cents. */
export const montant: Lecteur<Centimes> = decimal<Centimes>({
  decimales: 2,
  max: 1_000_000_000,
  attendu: 'un montant en euros',
  exemple: '1850.25',
})

/** An amount of a whole contract in euros, at most two decimals and ten billion euros: integer cents. */
export const montantCollectif: Lecteur<Centimes> = decimal<Centimes>({
  decimales: 2,
  max: MONTANT_MAXIMUM,
  attendu: 'un montant en euros',
  exemple: '1250000.00',
})

/** A rate in per cent, at most three decimals, from 0 to 100: integer thousandths of a per cent (1.61 % is 1 610). */
export const taux: Lecteur<MilliPourcent> = decimal<MilliPourcent>({
  decimales: 3,
  max: 100_000,
  attendu: 'un taux en pour cent',
  exemple: '1.61',
})

/** A whole number between two bounds. */
export const entier = (min: number, max: number, attendu = 'un nombre entier'): Lecteur<number> =>
  decimal({ decimales: 0, min, max, attendu, exemple: String(Math.max(min, 1)) })

/** true or false. */
export const booleen: Lecteur<boolean> = (valeur, chemin) =>
  typeof valeur === 'boolean' ? valeur : attendre(chemin, valeur, 'vrai ou faux (true ou false) est attendu')

/** A text that is neither empty nor longer than `max` characters. */
export const texte =
  (max = 200): Lecteur<string> =>
  (valeur, chemin) => {
    if (typeof valeur !== 'string') return attendre(chemin, valeur, 'un texte est attendu')
    if (valeur.trim() === '') return refuser(chemin, 'Ce texte est vide : renseignez-le.')
    if (valeur.length > max) return refuser(chemin, `Ce texte dépasse ${max} caractères : raccourcissez-le.`)
    return valeur
  }

/** One of the words listed. */
export const enumeration =
  <const M extends string>(...mots: readonly M[]): Lecteur<M> =>
  (valeur, chemin) =>
    mots.find((mot) => mot === valeur) ??
    attendre(
      chemin,
      valeur,
      `une de ces valeurs est attendue : ${mots.map((mot) => `« ${mot} »`).join(', ')}`,
    )

/** A day 'AAAA-MM-JJ' of the Gregorian calendar, from 1900 to 2199 (Europe/Paris): 30 February is refused. */
export const date: Lecteur<Jour> = (valeur, chemin) => {
  if (typeof valeur !== 'string')
    return attendre(chemin, valeur, 'une date AAAA-MM-JJ est attendue (exemple : "2026-03-01")')
  if (estJour(valeur)) return valeur
  const [, annee, mois, jour] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(valeur) ?? []
  if (!annee || !mois || !jour)
    return refuser(
      chemin,
      `« ${court(valeur)} » ne se lit pas comme une date : écrivez AAAA-MM-JJ (exemple : 2026-03-01).`,
    )
  return refuser(
    chemin,
    annee < '1900' || annee > '2199'
      ? `L’année ${annee} est hors du calendrier admis (1900 à 2199) : vérifiez la date.`
      : `Le ${jour}/${mois}/${annee} n’existe pas au calendrier : vérifiez le jour et le mois.`,
  )
}

/** A list, each item read; `max` items at most. */
export const liste =
  <T>(
    element: Lecteur<T>,
    { min = 0, max = 100_000 }: { min?: number; max?: number } = {},
  ): Lecteur<readonly T[]> =>
  (valeur, chemin) => {
    if (!Array.isArray(valeur)) return attendre(chemin, valeur as Json | undefined, 'une liste est attendue')
    if (valeur.length < min)
      return refuser(
        chemin,
        `Il faut au moins ${min === 1 ? 'un élément' : `${min} éléments`} dans cette liste.`,
      )
    if (valeur.length > max)
      return refuser(chemin, `Cette liste a ${valeur.length} éléments ; ${max} au plus sont admis.`)
    return valeur.map((v: Json, i) => element(v, `${chemin}[${i}]`))
  }

/** The field may be absent (or null): then `undefined`. */
export const facultatif =
  <T>(lecteur: Lecteur<T>): Lecteur<T | undefined> =>
  (valeur, chemin) =>
    valeur === undefined || valeur === null ? undefined : lecteur(valeur, chemin)

/** One reader for each field of an object. */
export type Champs<T> = { readonly [K in keyof T]: Lecteur<T[K]> }

/** An object with exactly these fields: any other one is named and refused. */
export const objet =
  <T extends object>(champs: Champs<T>): Lecteur<T> =>
  (valeur, chemin) => {
    if (!estObjet(valeur)) return attendre(chemin, valeur, 'un objet est attendu')
    const noms = Object.keys(champs) as (keyof T & string)[]
    refuserInconnus(Object.keys(valeur), noms, chemin)
    const lire = (nom: keyof T & string) =>
      champs[nom](Object.hasOwn(valeur, nom) ? valeur[nom] : undefined, `${chemin}.${nom}`)
    return Object.fromEntries(noms.map((nom) => [nom, lire(nom)])) as T
  }

function refuserInconnus(presents: readonly string[], admis: readonly string[], chemin: string): void {
  const inconnus = presents.filter((nom) => !admis.includes(nom))
  if (inconnus.length === 0) return
  const noms = inconnus.slice(0, 5).map((nom) => `« ${court(nom)} »`)
  const suite = inconnus.length > 5 ? ` et ${inconnus.length - 5} autres` : ''
  refuser(
    inconnus.length === 1 ? `${chemin}.${court(inconnus[0]!)}` : chemin,
    `Champ${inconnus.length > 1 ? 's' : ''} inconnu${inconnus.length > 1 ? 's' : ''} : ${noms.join(', ')}${suite}. Champs admis : ${admis.join(', ')}.`,
  )
}

/** Adds to a reader a check that crosses fields; the check refuses by calling `refuser`. */
export const puis =
  <T, U>(lecteur: Lecteur<T>, suite: (lu: T, chemin: string) => U): Lecteur<U> =>
  (valeur, chemin) =>
    suite(lecteur(valeur, chemin), chemin)

/** A period in calendar days, both ends included, with other fields; `fin` before `debut` is refused. */
export const periode = <T extends object>(autres: Champs<T>): Lecteur<T & Periode> =>
  puis(objet({ debut: date, fin: date, ...autres } as Champs<T & Periode>), (lu, chemin) => {
    refuserSiInversee(lu, chemin)
    return lu
  })

/** Two days 'AAAA-MM-JJ', both included. */
export interface Periode {
  readonly debut: Jour
  readonly fin: Jour
}

/** Refuses a period whose end comes before its start. */
export function refuserSiInversee({ debut, fin }: Periode, chemin: string): void {
  if (fin < debut)
    refuser(`${chemin}.fin`, `La fin (${fin}) précède le début (${debut}) : corrigez l’une des deux dates.`)
}

/** Refuses two periods of a list that share a day, whatever their order. */
export function refuserChevauchements(periodes: readonly Periode[], chemin: (rang: number) => string): void {
  const ordre = periodes
    .map((p, rang) => ({ ...p, rang }))
    .sort((a, b) => (a.debut < b.debut ? -1 : a.debut > b.debut ? 1 : a.rang - b.rang))
  for (const [i, p] of ordre.entries()) {
    const avant = ordre[i - 1]
    if (avant && avant.fin >= p.debut)
      refuser(
        `${chemin(p.rang)}.debut`,
        `Cette période commence le ${p.debut}, alors que ${chemin(avant.rang)} court jusqu’au ${avant.fin} : un même jour ne peut compter deux fois.`,
      )
  }
}
