import { z } from 'zod'
import { ajouterJours, instantParis, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

const Identifiant = z.string().refine(estId, 'Choisissez un membre dans la liste.')
const heure = z.string().regex(/^([01]?\d|2[0-3])[:h]([0-5]\d)$/, 'Indiquez une heure comme 14:20.')

const DEMI_JOURNEE = 12 * 3_600_000

/**
 * The instant of an hour typed in the register (« 14:20 », « 9h05 », Paris clock); now when nothing was typed.
 * After midnight « 23:50 » is the evening before: an hour that would be more than half a day ahead belongs to yesterday.
 */
export function heureDeSeance(dite: string | undefined, maintenant: Date): Date {
  if (!dite) return maintenant
  const heures = dite.replace('h', ':').padStart(5, '0')
  const aujourdhui = jourDe(maintenant)
  const instant = instantParis(aujourdhui, heures)
  return +instant - +maintenant > DEMI_JOURNEE ? instantParis(ajouterJours(aujourdhui, -1), heures) : instant
}

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
  retire_reserve: z.literal('oui').optional(),
  rectification: z.string().trim().max(1000, 'Le motif tient en 1 000 caractères.').optional(),
})
