import { z } from 'zod'
import { champVersion, lireFormulaire } from '#platform/http/formulaire.ts'
import { estId } from '#shared/ids.ts'

const TYPES_DECISION = [
  'orientation',
  'accord_de_principe',
  'avis',
  'lancement_action',
  'cle',
  'budget',
  'designation',
  'convention',
  'cloture',
] as const
const liste = z.union([z.string().transform((valeur) => [valeur]), z.array(z.string())])

const FormulairePoint = z.object({
  question: z
    .string()
    .trim()
    .min(5, 'Posez la question en quelques mots (5 caractères au moins).')
    .max(300, 'La question tient en 300 caractères : gardez le détail pour l’exposé.'),
  expose: z
    .string()
    .max(60_000, 'L’exposé tient en 60 000 caractères : joignez un document au point.')
    .default(''),
  proposition: z.string().max(60_000, 'La proposition tient en 60 000 caractères.').default(''),
  genre: z.enum(
    ['information', 'orientation', 'arbitrage', 'vote', 'election'],
    'Choisissez le genre du point.',
  ),
  type: z.union([z.literal(''), z.enum(TYPES_DECISION)]).default(''),
  porte: liste.pipe(z.array(z.string().refine(estId)).min(1)).optional(),
  indivisible: z.string().optional(),
  confidentiel: z.string().optional(),
  sujet: z.union([z.literal(''), z.string().refine(estId)]).optional(),
  convention: z.union([z.literal(''), z.string().refine(estId)]).optional(),
  accords: z.coerce.number().int().min(0).default(0),
  version: champVersion,
  cle: z.string().refine(estId).optional(),
})

/** What a point of an agenda says, once the members that its decision would bind are ticked. */
export const lirePoint = (corps: unknown) => {
  const lu = lireFormulaire(FormulairePoint, corps)
  if (!lu.ok) return lu
  const { porte, type, indivisible, confidentiel, sujet, convention, ...reste } = lu.valeurs
  if (!porte)
    return {
      ok: false as const,
      fautes: [{ champ: 'porte', message: 'Cochez les membres que la décision engagera : au moins un.' }],
    }
  return {
    ok: true as const,
    valeurs: {
      ...reste,
      porte,
      typeDecision: type || null,
      indivisible: Boolean(indivisible),
      confidentiel: Boolean(confidentiel),
      sujetId: sujet || null,
      conventionId: convention || null,
    },
  }
}
