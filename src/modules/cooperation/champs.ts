import { z } from 'zod'
import { LIBELLES_TYPE } from '#modules/annuaire'
import type { TypeOrganisme } from '#shared/acteur.ts'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { estSiren } from '#shared/siret.ts'

/** Fields that the forms of this module share, with the sentence of each. */

export const jour = (message = 'Indiquez un jour qui existe, comme 01/04/2027.') =>
  z.string(message).transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message })
    return lu ?? ''
  })

export const nomDePersonne = z
  .string('Indiquez un nom ou une fonction.')
  .trim()
  .min(2, 'Indiquez un nom ou une fonction.')
  .max(160, 'Le nom tient en 160 caractères.')

export const courriel = z
  .string('Indiquez une adresse.')
  .trim()
  .toLowerCase()
  .pipe(
    z.email('Indiquez une adresse complète, comme nom@cdg.fr.').max(254, 'Cette adresse est trop longue.'),
  )

export const acte = z.string().trim().max(300, 'L’acte tient en 300 caractères.').default('')

export const cle = z.string().refine(estId, 'Rechargez la page : ce formulaire n’est pas complet.').optional()

export { champVersion as version } from '#platform/http/formulaire.ts'

/** Short name of a member, as tables show it. */
export const libelle = z
  .string('Donnez un nom court.')
  .trim()
  .min(2, 'Donnez un nom court, comme « CDG 44 ».')
  .max(40, 'Le nom court tient en 40 caractères.')

/** An organisation that the directory does not know, as it is typed. */
export const OrganismeSaisi = z.object({
  type: z.enum(Object.keys(LIBELLES_TYPE) as [TypeOrganisme], 'Choisissez le type de l’organisme.'),
  nom: z
    .string('Donnez le nom complet.')
    .trim()
    .min(3, 'Donnez le nom complet de l’organisme.')
    .max(200, 'Le nom tient en 200 caractères.'),
  siren: z
    .string()
    .default('')
    .transform((texte) => texte.replaceAll(/\s/g, ''))
    .refine(
      (texte) => texte === '' || estSiren(texte),
      'Ce numéro n’est pas un SIREN : neuf chiffres, dont le dernier vérifie les autres.',
    )
    .transform((texte) => texte || null),
  departement: z
    .string('Choisissez le département de son siège.')
    .min(1, 'Choisissez le département de son siège.')
    .max(3),
})
