import { z } from 'zod'
import { estId } from '#shared/ids.ts'

const Identifiant = z.string().refine(estId, 'Choisissez un membre dans la liste.')
const heure = z.string().regex(/^([01]?\d|2[0-3])[:h]([0-5]\d)$/, 'Indiquez une heure comme 14:20.')

/** An entry of the register of presence, as the form sends it. */
export const FormulairePresence = z.object({
  organisme: Identifiant,
  genre: z.enum(['arrivee', 'depart', 'pouvoir', 'pouvoir_retire'], 'Choisissez arrivée, départ ou pouvoir.'),
  mandataire: z.union([z.literal(''), Identifiant]).optional(),
  representant: z.string().trim().max(160, 'Le nom tient en 160 caractères.').default(''),
  heure: z.union([z.literal(''), heure]).optional(),
})

/** A vote, or its rectification, as the form sends it. */
export const FormulaireVote = z.object({
  organisme: Identifiant,
  choix: z.enum(
    ['pour', 'contre', 'abstention', 'ne_prend_pas_part'],
    'Choisissez un vote : pour, contre, abstention ou ne prend pas part.',
  ),
  reserve: z
    .string()
    .trim()
    .max(4000, 'La réserve tient en 4 000 caractères : résumez-la, ou joignez un document au point.')
    .default(''),
  rectification: z.string().trim().max(1000, 'Le motif tient en 1 000 caractères.').optional(),
})
