import { memoire } from './memoire.ts'

/** A calendar day written AAAA-MM-JJ: it has no time zone. */
export type Jour = string

const FORME_JOUR = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PAR_JOUR = 86_400_000
const MS_PAR_HEURE = 3_600_000
const FUSEAU = 'Europe/Paris'

const partiesParis = new Intl.DateTimeFormat('en-CA', {
  timeZone: FUSEAU,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

const enUtc = (jour: Jour): number => Date.UTC(+jour.slice(0, 4), +jour.slice(5, 7) - 1, +jour.slice(8, 10))
const depuisUtc = (ms: number): Jour => new Date(ms).toISOString().slice(0, 10)

/** True when `texte` is a day that exists in the calendar: « 2026-02-30 » is not one. */
export function estJour(texte: string): boolean {
  return FORME_JOUR.test(texte) && depuisUtc(enUtc(texte)) === texte
}

/** The calendar day, in Paris, of an instant. */
export function jourDe(instant: Date): Jour {
  return horlogeParis(instant).slice(0, 10)
}

/** The wall clock in Paris of an instant, « AAAA-MM-JJTHH:MM:SS ». */
export function horlogeParis(instant: Date): string {
  const ms = instant.getTime()
  return new Date(ms + decalageParis(Math.floor(ms / MS_PAR_HEURE))).toISOString().slice(0, 19)
}

/** What the clocks of Paris add to UTC, in milliseconds, during one hour since 1970: they change on the hour. */
const decalageParis = memoire((heure: number): number => {
  const debut = new Date(heure * MS_PAR_HEURE)
  const p = Object.fromEntries(partiesParis.formatToParts(debut).map(({ type, value }) => [type, value]))
  const horloge = `${p['year']}-${p['month']}-${p['day']}T${p['hour']}:${p['minute']}:${p['second']}Z`
  return Date.parse(horloge) - debut.getTime()
})

/**
 * The instant at which the clocks of Paris show `heure` (HH:MM) on `jour`.
 * In the hour that daylight saving skips, the clock that follows; in the hour it repeats, its first occurrence.
 */
export function instantParis(jour: Jour, heure: string): Date {
  const vise = Date.parse(`${jour}T${heure.length === 5 ? `${heure}:00` : heure}Z`)
  // Two passes are enough: the first may use the offset of the other side of a clock change.
  const decalage = (ms: number) => Date.parse(`${horlogeParis(new Date(ms))}Z`) - ms
  const premier = vise - decalage(vise - 7_200_000)
  const second = vise - decalage(premier)
  return new Date(Date.parse(`${horlogeParis(new Date(premier))}Z`) === vise ? premier : second)
}

/** `jour` plus `n` calendar days (n may be negative). */
export const ajouterJours = (jour: Jour, n: number): Jour => depuisUtc(enUtc(jour) + n * MS_PAR_JOUR)

/**
 * `jour` plus `n` months, date to date: 31 January + 1 month is the last day of February.
 * Legal delays in months never count as « 30 days » (Code civil, art. 2222 s.; règlement (CEE) 1182/71, art. 3).
 */
export function ajouterMois(jour: Jour, n: number): Jour {
  const [annee, mois, quantieme] = [+jour.slice(0, 4), +jour.slice(5, 7), +jour.slice(8, 10)]
  const dernier = new Date(Date.UTC(annee, mois + n, 0)).getUTCDate()
  return depuisUtc(Date.UTC(annee, mois - 1 + n, Math.min(quantieme, dernier)))
}

/** Calendar days from `debut` to `fin` (negative when `fin` comes first). */
export const joursEntre = (debut: Jour, fin: Jour): number =>
  Math.round((enUtc(fin) - enUtc(debut)) / MS_PAR_JOUR)

/** Day of the week, 1 = Monday … 7 = Sunday (ISO 8601). */
export const jourDeSemaine = (jour: Jour): number => new Date(enUtc(jour)).getUTCDay() || 7

const MOIS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const sansAccents = (texte: string) => texte.normalize('NFD').replaceAll(/\p{M}/gu, '')

/** « 28 novembre 2026 », « 1er déc. 2026 » as « 28/11/2026 »: a month by its name, whole or cut after three letters. */
function enChiffres(texte: string): string {
  const lu = /^(\d{1,2})(?:er)?\s+([^\s\d.]{3,9})\.?\s+(\d{4})$/.exec(sansAccents(texte.toLowerCase()))
  const mois = lu ? MOIS.filter((nom) => sansAccents(nom).startsWith(lu[2]!)) : []
  return lu && mois.length === 1 ? `${lu[1]}/${MOIS.indexOf(mois[0]!) + 1}/${lu[3]}` : texte
}

/** Reads what a French user types (« 24/11/2026 », « 24 novembre 2026 »; « 24-11-26 » is refused) or an ISO day; null when it is not a day. */
export function lireJour(texte: string): Jour | null {
  const saisi = enChiffres(texte.trim())
  const francais = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(saisi)
  const iso = francais
    ? `${francais[3]}-${francais[2]!.padStart(2, '0')}-${francais[1]!.padStart(2, '0')}`
    : saisi
  return estJour(iso) ? iso : null
}
