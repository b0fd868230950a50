import { z } from 'zod'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

/** A text with its largest length, empty when it was not sent. */
export const texte = (max: number, quoi: string) =>
  z
    .string()
    .default('')
    .transform((lu) => lu.replaceAll('\r\n', '\n').trim())
    .refine((lu) => lu.length <= max, `${quoi} tient en ${max} caractères : raccourcissez.`)

/** A text that is asked for. */
export const texteDemande = (min: number, max: number, manque: string) =>
  z.string().trim().min(min, manque).max(max, `Ce texte tient en ${max} caractères : raccourcissez.`)

const lireOuSignaler = (
  saisi: string,
  contexte: { addIssue(faute: { code: 'custom'; message: string }): void },
) => {
  const lu = lireJour(saisi)
  if (!lu)
    contexte.addIssue({
      code: 'custom',
      message: `Le jour « ${saisi.slice(0, 20)} » n’existe pas. Écrivez-le comme 15/12/2026.`,
    })
  return lu
}

/** A day typed jj/mm/aaaa, or nothing. */
export const dateFacultative = z
  .string()
  .default('')
  .transform((saisi, contexte) => (saisi.trim() === '' ? null : lireOuSignaler(saisi, contexte)))

/** A day that is asked for. */
export const dateDemandee = z.string().transform((saisi, contexte) => {
  const lu = lireOuSignaler(saisi, contexte)
  return lu ?? z.NEVER
})

/** A whole number between bounds, or nothing. */
export const entierFacultatif = (min: number, max: number, phrase: string) =>
  z
    .string()
    .default('')
    .transform((saisi, contexte) => {
      const net = saisi.replaceAll(/[\s\u00a0\u202f]/g, '')
      if (net === '') return null
      const lu = /^\d{1,15}$/.test(net) ? Number(net) : Number.NaN
      if (!Number.isInteger(lu) || lu < min || lu > max)
        contexte.addIssue({ code: 'custom', message: phrase })
      return lu
    })

/** Euros typed « 1 250,00 », in integer cents, or nothing. */
export const montantFacultatif = z
  .string()
  .default('')
  .transform((saisi, contexte) => {
    const net = saisi.replaceAll(/[\s\u00a0\u202f€]/g, '').replace('.', ',')
    if (net === '') return null
    const lu = /^(\d{1,10})(?:,(\d{1,2}))?$/.exec(net)
    if (!lu) {
      contexte.addIssue({ code: 'custom', message: 'Indiquez un montant en euros, comme 1 250,00.' })
      return null
    }
    return Number(lu[1]) * 100 + Number((lu[2] ?? '').padEnd(2, '0'))
  })

/** An identifier chosen in a list. */
export const choisi = (phrase: string) => z.string(phrase).refine(estId, phrase)

/** An identifier chosen in a list, or nothing. */
export const choisiOuRien = z
  .string()
  .default('')
  .refine((lu) => lu === '' || estId(lu), 'Choisissez dans la liste.')
  .transform((lu) => lu || null)

export const cle = z.string().refine(estId).optional()
export { champVersion as version } from '#platform/http/formulaire.ts'
