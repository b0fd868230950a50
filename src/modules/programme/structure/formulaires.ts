import { z } from 'zod'
import {
  choisi,
  choisiOuRien,
  cle,
  jourDemande,
  jourFacultatif,
  texteDemande,
  texteLibre,
} from '#platform/http/champs.ts'
import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { RefusStructure } from './structurer.ts'

/** The head of a programme, as its two forms send it. */
export const FormulaireProgramme = z
  .object({
    nom: texteDemande(3, 200, 'Donnez un nom au programme.'),
    du: jourDemande('Indiquez le premier jour du programme, comme 01/01/2027.'),
    au: jourFacultatif,
    presentation: texteLibre(20000, 'La présentation'),
    source: texteLibre(500, 'La source'),
    cle,
  })
  .refine(({ du, au }) => !du || !au || au >= du, {
    path: ['au'],
    message: 'La fin vient avant le début : vérifiez les deux dates.',
  })
/** Number and title of an axis or of an orientation. */
export const Niveau = {
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{1,4}$/, 'Indiquez un numéro court, comme 1 ou 2B.'),
  titre: texteDemande(3, 300, 'Donnez un titre.'),
  cle,
}

export const FormulaireAxe = z.object({ ...Niveau, programme: choisiOuRien })
export const FormulaireOrientation = z.object({
  ...Niveau,
  axe: choisi('Choisissez l’axe.'),
  programme: choisiOuRien,
})

export const FormulaireReprise = z.object({ programme: choisi('Choisissez le programme.'), cle })
/** Which field a refusal is about; the others concern the whole page. */
export const CHAMPS: Readonly<Partial<Record<RefusStructure['code'], string>>> = {
  'code-pris': 'code',
  'code-tenu': 'code',
  'periode-prise': 'du',
}

export const PHRASES_DE_STRUCTURE: Readonly<Record<RefusStructure['code'], string>> = {
  interdit: 'Le cadre du programme est tenu par la coordination.',
  introuvable: 'Le programme, l’axe ou l’orientation n’est plus là. Relisez la page, puis reprenez.',
  'page-perimee': PAGE_PERIMEE,
  'code-pris': 'Ce numéro sert déjà ici : choisissez-en un autre.',
  'code-tenu': 'Des actions portent ce numéro dans leur code : il ne change plus. Changez le titre seul.',
  'periode-prise':
    'Un autre programme commence dans cette période. Deux programmes ne courent jamais le même jour : changez les dates.',
  'programme-fini': 'Ce programme est terminé : il se lit, mais plus rien ne s’y ajoute.',
  'pas-encore': 'Ce programme n’a pas commencé : les actions s’y reprennent à partir de son premier jour.',
}
