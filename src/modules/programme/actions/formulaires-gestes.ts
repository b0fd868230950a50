import { z } from 'zod'
import {
  choisiOuRien,
  cle,
  entierFacultatif,
  jourDemande,
  jourFacultatif,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import { cycleStatut, type GesteStatut } from '../domain/statuts.ts'

export const GESTES = Object.keys(cycleStatut) as [GesteStatut, ...GesteStatut[]]
export const FormulaireStatut = z.object({
  decisionId: choisiOuRien,
  motif: texteLibre(2000, 'Le motif'),
  version,
})

export const FormulaireParticipation = z.object({
  type: z.enum(['participant', 'observateur', 'informe', 'non_concerne'], 'Choisissez votre participation.'),
  motif: texteLibre(1000, 'Le motif'),
})

const poids = entierFacultatif(1, 100, 'Le poids est un nombre entier, de 1 à 100.')
export const FormulaireJalon = z.object({
  titre: texteDemande(3, 300, 'Dites ce qui sera fait.'),
  echeance: jourDemande('Indiquez l’échéance, comme 15/12/2026.'),
  poids,
  cle,
})

export const FormulaireGesteJalon = z.object({
  geste: z.enum(['atteindre', 'reporter', 'annuler', 'rouvrir'], 'Dites ce qui s’est passé.'),
  atteintLe: jourFacultatif,
  echeance: jourFacultatif,
  motif: texteLibre(2000, 'Le motif'),
  version,
})

const MAX = 999999999999
export const FormulaireValeur = z.object({
  annee: entierFacultatif(2000, 2100, 'Indiquez une année, comme 2026.').refine(
    (lu): lu is number => lu !== null,
    'Indiquez une année, comme 2026.',
  ),
  numerateur: entierFacultatif(0, MAX, 'Indiquez un nombre entier, comme 12.').refine(
    (lu): lu is number => lu !== null,
    'Indiquez un nombre entier, comme 12.',
  ),
  denominateur: entierFacultatif(1, MAX, 'Indiquez un nombre entier, au moins 1.'),
  commentaire: texteLibre(2000, 'Le commentaire'),
  version,
})
