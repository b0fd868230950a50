import { z } from 'zod'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

/** A text with its largest length, empty when it was not sent. */
export const texte = (max: number) =>
  z
    .string()
    .default('')
    .transform((lu) => lu.replaceAll('\r\n', '\n').trim())
    .refine((lu) => lu.length <= max, `Ce texte tient en ${max} caractères : raccourcissez.`)

const NEXISTE_PAS = (saisi: string) =>
  `Le jour « ${saisi.trim().slice(0, 20)} » n’existe pas. Écrivez-le comme 15/12/2026.`

/** A day typed jj/mm/aaaa, or nothing. */
export const jourFacultatif = z
  .string()
  .default('')
  .transform((saisi, contexte) => {
    const lu = saisi.trim() === '' ? null : lireJour(saisi)
    if (saisi.trim() !== '' && !lu) contexte.addIssue({ code: 'custom', message: NEXISTE_PAS(saisi) })
    return lu
  })

/** A day that is asked for. */
export const jourDemande = (phrase: string) =>
  z.string(phrase).transform((saisi, contexte) => {
    const lu = lireJour(saisi)
    if (lu) return lu
    contexte.addIssue({ code: 'custom', message: saisi.trim() === '' ? phrase : NEXISTE_PAS(saisi) })
    return z.NEVER
  })

/** A whole number between bounds, spaces admitted, or nothing. */
export const entierFacultatif = (min: number, max: number, phrase: string) =>
  z
    .string()
    .default('')
    .transform((saisi, contexte) => {
      const net = saisi.replaceAll(/[\s\u00a0\u202f]/g, '')
      if (net === '') return null
      const lu = /^\d{1,9}$/.test(net) ? Number(net) : Number.NaN
      if (!Number.isInteger(lu) || lu < min || lu > max)
        contexte.addIssue({ code: 'custom', message: phrase })
      return lu
    })

export const cle = z.string().refine(estId).optional()
export const version = z.coerce.number().int()
