import { z } from 'zod'
import { champVersion } from '#platform/http/formulaire.ts'
import { lireJour } from '#shared/dates.ts'
import { type Acte, cycleSuite, type GesteSuite } from '../domain/suite.ts'

const dateFacultative = z
  .string()
  .default('')
  .transform((texte, contexte) => {
    if (texte.trim() === '') return null
    const lu = lireJour(texte)
    if (!lu)
      contexte.addIssue({
        code: 'custom',
        message: `Le jour « ${texte.slice(0, 20)} » n’existe pas. Écrivez-le comme 15/12/2026.`,
      })
    return lu
  })
const entierFacultatif = z
  .string()
  .default('')
  .transform((texte, contexte) => {
    if (texte.trim() === '') return null
    const lu = Number(texte)
    if (!Number.isInteger(lu) || lu < 0 || lu > 1000)
      contexte.addIssue({ code: 'custom', message: 'Indiquez un nombre entier, comme 18.' })
    return lu
  })

/** What recording or correcting a sequel asks. */
export const FormulaireSuite = z.object({
  geste: z.enum(
    [...(Object.keys(cycleSuite) as [GesteSuite]), 'rectifier'],
    'Choisissez ce que vous enregistrez.',
  ),
  organe: z.string().max(40).optional(),
  reunionLe: dateFacultative,
  numeroActe: z.string().trim().max(60, 'Le numéro d’acte tient en 60 caractères.').default(''),
  dateActe: dateFacultative,
  effectif: entierFacultatif,
  reel: entierFacultatif,
  pour: entierFacultatif,
  contre: entierFacultatif,
  abstention: entierFacultatif,
  transmisLe: dateFacultative,
  executoireLe: dateFacultative,
  note: z.string().trim().max(4000, 'La note tient en 4 000 caractères.').default(''),
  motif: z.string().trim().max(1000, 'Le motif tient en 1 000 caractères.').default(''),
  anterieur: z.literal('oui').optional().catch(undefined),
  version: champVersion,
})

/** The act as the form gives it. */
export const acteDe = (v: z.output<typeof FormulaireSuite>): Acte => ({
  reunionLe: v.reunionLe,
  numeroActe: v.numeroActe || null,
  dateActe: v.dateActe,
  vote:
    v.pour === null
      ? null
      : {
          effectif: v.effectif,
          reel: v.reel,
          pour: v.pour,
          contre: v.contre ?? 0,
          abstention: v.abstention ?? 0,
        },
  transmisLe: v.transmisLe,
  executoireLe: v.executoireLe,
  note: v.note,
})
