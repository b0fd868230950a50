import { z } from 'zod'
import {
  choisiOuRien,
  cle,
  cochees,
  jourDemande,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'

const ISSUES = ['continuer', 'amender', 'etendre', 'arreter'] as const
const note = z
  .enum(['', '0', '1', '2', '3', '4'], 'Choisissez une note de 0 à 4.')
  .default('')
  .transform((lu) => (lu === '' ? null : Number(lu)))
export const FormulaireOuvrir = z.object({
  titre: texteDemande(3, 200, 'Donnez un titre (3 caractères au moins).'),
  echeance: jourDemande('Indiquez jusqu’à quand les directions proposent.'),
  actions: cochees,
  cle,
})

export const FormulaireAvis = z.object({
  organisme: z.string().default(''),
  pertinence: note,
  coherence: note,
  efficacite: note,
  efficience: note,
  utilite: note,
  valeur: note,
  preuves: texteLibre(4000),
  proposition: z.enum(ISSUES, 'Choisissez ce que vous proposez.'),
  motif: texteLibre(4000),
  version,
})

export const FormulaireConclure = z.object({
  issue: z.enum(ISSUES, 'Choisissez la suite donnée.'),
  decisionId: choisiOuRien,
  motif: texteLibre(4000),
  version,
})
