import { jourDe } from './dates.ts'
import { memoire } from './memoire.ts'

const FINE = '\u202f'
const INSECABLE = '\u00a0'
const PARIS = 'Europe/Paris'

/**
 * French spacing of a sentence: thin no-break space before ; : ! ?, no-break space inside « », between thousands and before a unit.
 * Works on a part of a sentence too (« {n} ; … » gives two strings). Addresses and hours such as 14:30 are left alone.
 */
export function typographier(texte: string): string {
  return A_COMPOSER.test(texte) ? composer(texte) : texte
}

const composer = memoire((texte: string): string =>
  texte
    .replace(/ ([;:!?])(?=[\s»)]|$)/g, `${FINE}$1`)
    .replace(/([^\s\u202f;!?])([;!?])(?=[\s»)]|$)/g, `$1${FINE}$2`)
    .replace(/«[ \u00a0\u202f]?/g, `«${INSECABLE}`)
    .replace(/[ \u00a0\u202f]?»/g, `${INSECABLE}»`)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, INSECABLE)
    .replace(/ (?=[€%](?![\p{L}\d]))/gu, INSECABLE)
    .replace(/(?<=\d) (?=(?:h|min|ko|Mo|Go|km)(?!\p{L}))/gu, INSECABLE)
    .replace(JOUR_ET_MOIS, INSECABLE)
    .replace(/(?<=\d\u00a0h) (?=\d)/g, INSECABLE)
    .replace(/(?<=\b(?:CDG|Dép\.|art\.|n°)) (?=\d)/g, INSECABLE),
)

const JOUR_ET_MOIS =
  /(?<=\b(?:1er|[12]?\d|3[01])) (?=(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)(?:ier|il|let|embre|obre)?\b)/g
const A_COMPOSER = /[;:!?«»€%\d]/

const nombres = new Intl.NumberFormat('fr-FR')
/** « 1 739 », with no-break spaces that the served fonts have. */
export const nombre = (valeur: number): string => nombres.format(valeur).replaceAll(FINE, INSECABLE)

/** « 118 400,00 € » from integer cents. */
export function montant(centimes: number): string {
  const euros = Math.trunc(Math.abs(centimes) / 100)
  const reste = String(Math.abs(centimes) % 100).padStart(2, '0')
  return `${centimes < 0 ? '−' : ''}${nombre(euros)},${reste}${INSECABLE}€`
}

/** « 3 séances », « 1 séance », « aucune séance » is left to the caller. */
export const compte = (n: number, singulier: string, pluriel = `${singulier}s`): string =>
  `${nombre(n)}${INSECABLE}${n > 1 ? pluriel : singulier}`

const utc = (jour: string): Date => new Date(`${jour}T12:00:00Z`)
const jourLong = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const jourMoyen = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const jourCourt = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'short' })
const jourCourtAnnee = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const premier = (texte: string): string =>
  texte
    .replace(/(^|\s)1 (?=[a-zéû])/u, '$11er ')
    .replaceAll(' ', INSECABLE)
    .replace(/^(\p{L}+)\u00a0/u, '$1 ')

const moisLong = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const jourSemaine = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', weekday: 'long', day: 'numeric' })
/** « vendredi 4 », under the title of its month. */
export const jourDuMois = (jour: string): string =>
  jourSemaine.format(utc(jour)).replace(/ 1$/, ' 1er').replaceAll(' ', INSECABLE)
/** « Novembre 2026 », the month of a calendar day, as a title. */
export const mois = (jour: string): string =>
  moisLong.format(utc(jour)).replace(/^\p{L}/u, (initiale) => initiale.toUpperCase())

/** « mardi 24 novembre 2026 » from a calendar day. */
export const dateLongue = memoire((jour: string) => premier(jourLong.format(utc(jour))))
/** « 24 novembre 2026 ». */
export const date = memoire((jour: string) => premier(jourMoyen.format(utc(jour))))
/** « 24 nov. », with the year when it is not that of `reference`. */
export const dateCourte = (jour: string, reference?: string): string =>
  reference && reference.slice(0, 4) !== jour.slice(0, 4) ? courteAvecAnnee(jour) : courte(jour)
const courte = memoire((jour: string) => premier(jourCourt.format(utc(jour))))
const courteAvecAnnee = memoire((jour: string) => premier(jourCourtAnnee.format(utc(jour))))
/** « 24/11/2026 », as a form shows a day. */
export const dateSaisie = (jour: string | null): string =>
  jour ? `${jour.slice(8)}/${jour.slice(5, 7)}/${jour.slice(0, 4)}` : ''

const heures = new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, hour: 'numeric', minute: '2-digit' })
/** « 14 h 05 », clocks of Paris. */
export const heure = (instant: Date): string =>
  heures
    .format(instant)
    .replace(/^0(?=\d)/, '')
    .replace(':', `${INSECABLE}h${INSECABLE}`)

/** « 24 novembre 2026 à 14 h 05 », by the clocks of Paris. */
export const instant = (le: Date): string => `${date(jourDe(le))} à ${heure(le)}`

/** « 2 h 30 », « 45 min », from whole minutes. */
export function duree(minutes: number): string {
  const [h, min] = [Math.floor(minutes / 60), minutes % 60]
  if (h === 0) return `${min}${INSECABLE}min`
  return `${h}${INSECABLE}h${min === 0 ? '' : `${INSECABLE}${String(min).padStart(2, '0')}`}`
}

/** « il y a 3 jours », « aujourd’hui », « dans 12 jours », from a signed number of days. */
export function dansJours(n: number): string {
  if (n === 0) return 'aujourd’hui'
  if (n === 1) return 'demain'
  if (n === -1) return 'hier'
  return n > 0 ? `dans ${n}${INSECABLE}jours` : `il y a ${-n}${INSECABLE}jours`
}
