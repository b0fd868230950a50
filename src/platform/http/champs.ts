import { z } from 'zod'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

/** A text with its largest length, empty when it was not sent. `quoi` names it in the refusal. */
export const texteLibre = (max: number, quoi = 'Ce texte') =>
  z
    .string()
    .default('')
    .transform((lu) => lu.replaceAll('\r\n', '\n').trim())
    .refine((lu) => lu.length <= max, `${quoi} tient en ${max} caractères : raccourcissez.`)

/** A text that is asked for. */
export const texteDemande = (min: number, max: number, manque: string) =>
  z
    .string(manque)
    .transform((lu) => lu.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(min, manque).max(max, `Ce texte tient en ${max} caractères : raccourcissez.`))

const NEXISTE_PAS = (texte: string) =>
  /^\D*\d{1,4}\D+\d{1,2}\D+\d{1,4}\D*$/.test(texte)
    ? `Le jour « ${texte.trim().slice(0, 20)} » n’existe pas. Écrivez-le comme 15/12/2026.`
    : `« ${texte.trim().slice(0, 20)} » ne se lit pas comme un jour. Écrivez-le comme 15/12/2026.`

/** A day typed jj/mm/aaaa, or nothing: null then. */
export const jourFacultatif = z
  .string()
  .default('')
  .transform((texte, contexte) => {
    const lu = texte.trim() === '' ? null : lireJour(texte)
    if (texte.trim() !== '' && !lu) contexte.addIssue({ code: 'custom', message: NEXISTE_PAS(texte) })
    return lu
  })

/** A day that must be given. */
export const jourDemande = (phrase: string) =>
  z.string(phrase).transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (lu) return lu
    contexte.addIssue({ code: 'custom', message: texte.trim() === '' ? phrase : NEXISTE_PAS(texte) })
    return z.NEVER
  })

/** A whole number between bounds that may be left empty: null then. Digits only: « 0x10 » and « 1e1 » are numbers for a program, not for who types. */
export const entierFacultatif = (
  min: number,
  max: number,
  phrase = `Indiquez un nombre entier, de ${min} à ${max}.`,
) =>
  z
    .string()
    .default('')
    .transform((texte, contexte) => {
      const net = texte.replaceAll(/[\s\u00a0\u202f]/g, '')
      if (net === '') return null
      const lu = /^\d{1,15}$/.test(net) ? Number(net) : Number.NaN
      if (Number.isInteger(lu) && lu >= min && lu <= max) return lu
      contexte.addIssue({ code: 'custom', message: phrase })
      return z.NEVER
    })

/** Euros typed « 1 250,00 », in integer cents, or nothing. */
export const montantFacultatif = z
  .string()
  .default('')
  .transform((saisi, contexte) => {
    const net = saisi.replaceAll(/[\s\u00a0\u202f€]/g, '').replace('.', ',')
    if (net === '') return null
    const lu = /^(\d{1,10})(?:,(\d{1,2}))?$/.exec(net)
    if (lu) return Number(lu[1]) * 100 + Number((lu[2] ?? '').padEnd(2, '0'))
    contexte.addIssue({ code: 'custom', message: 'Indiquez un montant en euros, comme 1 250,00.' })
    return z.NEVER
  })

/** An identifier chosen in a list. */
export const choisi = (phrase: string) => z.string(phrase).refine(estId, phrase)

/** An identifier chosen in a list, or nothing. */
export const choisiOuRien = z
  .string()
  .default('')
  .refine((lu) => lu === '' || estId(lu), 'Choisissez dans la liste.')
  .transform((lu) => lu || null)

/** Identifiers of boxes, none when nothing was ticked. */
export const cochees = z.preprocess(
  (recu) => (recu === undefined ? [] : [recu].flat()),
  z.array(z.string().refine(estId, 'Choisissez dans la liste.')),
)

/** An hour typed « 14:30 » or « 14 h 30 », as HH:MM. */
export const heureDemandee = z.string('Indiquez l’heure.').transform((texte, contexte) => {
  const lu = /^\s*(\d{1,2})\s*[:hH]\s*(\d{2})?\s*$/.exec(texte)
  const [h, m] = [Number(lu?.[1] ?? 99), Number(lu?.[2] ?? 0)]
  if (h <= 23 && m <= 59) return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
  contexte.addIssue({ code: 'custom', message: 'Indiquez l’heure comme 14 h 30.' })
  return z.NEVER
})

/** A secure address, or nothing. */
export const adresseSecurisee = z
  .string()
  .default('')
  .transform((lu) => lu.trim())
  .refine(
    (lu) => lu === '' || (/^https:\/\/[^\s<>"]+$/.test(lu) && lu.length <= 500),
    'Collez l’adresse entière du salon, qui commence par https://.',
  )

export const cle = z.string().refine(estId).optional()
export { champVersion as version } from './formulaire.ts'
