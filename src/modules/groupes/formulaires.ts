import { z } from 'zod'
import {
  adresseSecurisee,
  choisiOuRien,
  cle,
  cochees,
  entierFacultatif,
  jourFacultatif,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'

/** What proposing a group, or correcting its frame, asks. */
export const FormulaireCadre = z.object({
  nom: texteDemande(3, 200, 'Donnez un nom au groupe (3 caractères au moins).'),
  type: z.enum(['projet', 'reseau_metier', 'redaction'], 'Choisissez le genre de groupe.'),
  objet: texteLibre(10_000),
  livrable: texteLibre(2000),
  moyens: texteLibre(2000),
  visio: adresseSecurisee,
  source: texteLibre(500),
  pilotes: cochees,
  participants: cochees,
  actions: cochees,
  version: version.default(0),
  cle,
})

/** What a deed on a group may carry; each deed reads its own part. */
export const FormulaireGeste = z.object({
  decisionId: choisiOuRien,
  mandat: texteLibre(300),
  echeance: jourFacultatif,
  bilan: texteLibre(20_000),
  livrableRemis: z
    .string()
    .optional()
    .transform((coche) => coche === '1'),
  motif: texteLibre(2000),
  version,
})

export const FormulaireSiege = z.object({
  organisme: z.string().default(''),
  participe: z.enum(['oui', 'non'], 'Dites si votre organisme participe.').transform((lu) => lu === 'oui'),
  referent: choisiOuRien,
  suppleant: choisiOuRien,
  chargePrevue: entierFacultatif(0, 2000),
  chargeReelle: entierFacultatif(0, 2000),
  version,
})
