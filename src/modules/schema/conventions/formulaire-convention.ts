import { z } from 'zod'
import { entierFacultatif, jourDemande, jourFacultatif } from '#platform/http/champs.ts'
import { champVersion } from '#platform/http/formulaire.ts'
import { estId } from '#shared/ids.ts'

const texte = (max: number) =>
  z
    .string()
    .default('')
    .transform((saisi) => saisi.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(max, `Ce texte tient en ${max} caractères.`))

/** What registering or correcting a convention asks. */
export const FormulaireConvention = z
  .object({
    titre: z
      .string('Donnez un titre.')
      .trim()
      .min(3, 'Donnez un titre (3 caractères au moins).')
      .max(200, 'Le titre tient en 200 caractères.'),
    genre: z.enum(
      ['nationale', 'cnfpt', 'region', 'psc', 'reglement', 'lettre_mission', 'accord', 'document', 'autre'],
      'Choisissez la nature de la convention.',
    ),
    parties: z
      .preprocess((recu) => (recu === undefined ? [] : [recu].flat()), z.array(z.string().refine(estId)))
      .refine((ids) => ids.length > 0, 'Cochez au moins un membre engagé.'),
    autresParties: texte(2000),
    objet: texte(10_000),
    reference: texte(120),
    du: jourDemande('Indiquez depuis quel jour la convention s’applique.'),
    au: jourFacultatif,
    signeeLe: jourFacultatif,
    preavisMois: entierFacultatif(0, 36).transform((mois) => mois ?? 0),
    renouvellementMois: entierFacultatif(1, 120),
    renouvellementsMax: entierFacultatif(1, 20),
    version: champVersion,
    cle: z.string().refine(estId).optional(),
  })
  .refine(({ du, au }) => !au || au >= du, {
    path: ['au'],
    message: 'La fin vient avant le début : vérifiez les deux dates.',
  })
  .refine(({ au, renouvellementMois }) => renouvellementMois === null || au !== null, {
    path: ['au'],
    message: 'Une reconduction suit un terme : indiquez la fin de la première période.',
  })
  .refine(
    ({ renouvellementMois, renouvellementsMax }) =>
      renouvellementsMax === null || renouvellementMois !== null,
    {
      path: ['renouvellementMois'],
      message: 'Indiquez la durée de chaque période reconduite.',
    },
  )

export const FormulaireFin = z.object({
  jour: jourDemande('Indiquez la date.'),
  motif: z.string().trim().max(2000, 'Le motif tient en 2 000 caractères.').default(''),
  version: champVersion,
})
