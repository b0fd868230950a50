import { z } from 'zod'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

/** Fields that the forms of this module share, with the sentence of each. */

export const jour = (message = 'Indiquez un jour qui existe, comme 01/04/2027.') =>
  z.string(message).transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message })
    return lu ?? ''
  })

export const nomDePersonne = z
  .string('Indiquez un nom ou une fonction.')
  .trim()
  .min(2, 'Indiquez un nom ou une fonction.')
  .max(160, 'Le nom tient en 160 caractères.')

export const courriel = z
  .string('Indiquez une adresse.')
  .trim()
  .toLowerCase()
  .pipe(
    z.email('Indiquez une adresse complète, comme nom@cdg.fr.').max(254, 'Cette adresse est trop longue.'),
  )

export const acte = z.string().trim().max(300, 'L’acte tient en 300 caractères.').default('')

export const cle = z.string().refine(estId, 'Rechargez la page : ce formulaire n’est pas complet.').optional()

export const version = z.coerce.number().int()
