import { z } from 'zod'
import { lireJour } from '#shared/dates.ts'

const NEXISTE_PAS = (texte: string) =>
  `Le jour « ${texte.trim().slice(0, 20)} » n’existe pas. Écrivez-le comme 15/12/2026.`

/** A day that may be left empty: null then. */
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

/** A whole number that may be left empty: null then. */
export const entierFacultatif = (min: number, max: number) =>
  z
    .string()
    .default('')
    .transform((texte, contexte) => {
      // Digits only: « 0x10 » and « 1e1 » are numbers for a program, not for who types.
      const net = texte.replaceAll(/[\s\u00a0\u202f]/g, '')
      if (net === '') return null
      const lu = /^\d{1,9}$/.test(net) ? Number(net) : Number.NaN
      if (!Number.isInteger(lu) || lu < min || lu > max)
        contexte.addIssue({ code: 'custom', message: `Indiquez un nombre entier, de ${min} à ${max}.` })
      return lu
    })
