import { z } from 'zod'
import { champVersion } from '#platform/http/formulaire.ts'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

const jour = (message: string) =>
  z.string().transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message })
    return lu ?? ''
  })

/** What planning a séance asks. */
export const FormulaireSeance = z.object({
  instance: z.string().refine(estId, 'Choisissez l’instance qui se réunit.'),
  date: jour('Indiquez un jour qui existe, comme 15/12/2026.'),
  heure: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Indiquez une heure comme 14:00.'),
  duree: z.coerce
    .number('Indiquez une durée en minutes.')
    .int()
    .min(15, 'Une séance dure au moins 15 minutes.')
    .max(720, 'Une séance dure au plus 12 heures.')
    .default(150),
  lieu: z.string().trim().max(300, 'Le lieu tient en 300 caractères.').default(''),
  visio: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https$/, error: 'Le lien de visioconférence commence par https://.' }),
    ])
    .default(''),
  seconde: z.union([z.literal(''), z.string().refine(estId)]).optional(),
  cle: z.string().refine(estId).optional(),
})

/** What moving it asks: the version read, and why the notice is short where it is. */
export const FormulaireDeplacement = FormulaireSeance.omit({
  instance: true,
  seconde: true,
  cle: true,
}).extend({
  version: champVersion,
  motif: z.string().trim().max(1000, 'Le motif tient en 1 000 caractères.').default(''),
})
