import { z } from 'zod'
import {
  choisi,
  choisiOuRien,
  cle,
  entierFacultatif,
  montantFacultatif,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import { estNiveau } from '../domain/niveaux.ts'

export const FormulaireCadre = z.object({
  orientation: choisi('Choisissez l’orientation.'),
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4}){1,3}$/, 'Écrivez le code comme 3.2.1.'),
  titre: texteDemande(3, 300, 'Donnez un titre à l’action.'),
  nature: z.enum(['action', 'experimentation', 'immersion', 'veille'], 'Choisissez la nature de l’action.'),
  origine: z.enum(['schema', 'decision', 'initiative'], 'Choisissez d’où vient l’action.'),
  base: z.enum(['obligatoire', 'volontariste'], 'Choisissez sur quelle base elle est menée.'),
  chef: choisi('Une action a un chef de file : choisissez-le.'),
  binome: choisiOuRien,
  cle,
  version: version.optional(),
})

const niveau = z.coerce.number().refine(estNiveau, 'Choisissez un niveau.')
export const FormulaireFond = z.object({
  objectifs: texteLibre(20000, 'Le texte'),
  resultatAttendu: texteLibre(20000, 'Le texte'),
  publics: texteLibre(2000, 'Le texte'),
  niveau,
  niveauCible: niveau,
  conventionReference: texteLibre(300, 'La référence'),
  cleDecisionId: choisiOuRien,
  clauseReference: texteLibre(300, 'La référence'),
  piloteId: choisiOuRien,
  coutPrevu: montantFacultatif,
  coutReel: montantFacultatif,
  avancementForce: entierFacultatif(0, 100, 'Indiquez un pourcentage entier, de 0 à 100.'),
  avancementMotif: texteLibre(2000, 'Le motif'),
  version,
})

/** The frame of an action that a form describes. */
export const cadreDe = (v: z.output<typeof FormulaireCadre>) => ({
  orientationId: v.orientation,
  code: v.code,
  titre: v.titre,
  nature: v.nature,
  origine: v.origine,
  base: v.base,
  chefs: v.binome ? [v.chef, v.binome] : [v.chef],
})
