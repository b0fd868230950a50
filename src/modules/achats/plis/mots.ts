import { horlogeParis, jourDe } from '#shared/dates.ts'
import { date, nombre } from '#shared/typographie.ts'

/** An instant to the second, Paris time: « 12 juin 2026 à 11:30:05 ». */
export const direInstant = (instant: Date): string =>
  `${date(jourDe(instant))} à ${horlogeParis(instant).slice(11, 19)}`

/** A size in kilobytes, or megabytes from one. */
export const direTaille = (octets: number): string =>
  octets < 1_000_000
    ? `${nombre(Math.ceil(octets / 1000))} ko`
    : `${nombre(Math.ceil(octets / 100_000) / 10)} Mo`

/** A fingerprint as it is read aloud: its first sixteen characters. */
export const direEmpreinte = (empreinte: string): string => empreinte.slice(0, 16)
