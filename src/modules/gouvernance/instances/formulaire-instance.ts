import { z } from 'zod'
import type { Saisies } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { type Prereglage, prereglages } from '../domain/regle.ts'
import type { Siege } from '../domain/verdict.ts'
import type { FicheInstance } from './administrer.ts'
import type { Presidence } from './presidence-et-suppleance.ts'

export const LIBELLES_INSTANCE = {
  conference_presidences: 'Conférence des présidences',
  comite_directeurs: 'Comité des directions',
  conference_regionale_emploi: 'Conférence régionale de l’emploi',
  comite_pilotage: 'Comité de pilotage',
  groupe_travail: 'Groupe de travail',
  comite_paritaire: 'Comité paritaire',
  reseau_metier: 'Réseau métier',
} as const

export type Lu<T> = { readonly valeur: T } | { readonly fautes: readonly Faute[] }

export const entier = (min: number, max: number, phrase: string) =>
  z.coerce.number(phrase).int(phrase).min(min, phrase).max(max, phrase)

/** The act that consents to the rule must be told. */
export const accordExige = z
  .string('Indiquez l’accord des membres.')
  .trim()
  .min(5, 'Indiquez l’accord des membres : la séance ou l’article du règlement qui le décide.')
  .max(300, 'L’accord tient en 300 caractères.')

/** Codes of the rules that come ready to use. */
export const PREREGLAGES = Object.keys(prereglages) as [Prereglage, ...Prereglage[]]

const Fiche = z.object({
  nom: z
    .string('Nommez l’instance.')
    .trim()
    .min(3, 'Nommez l’instance, comme « Comité des directions ».')
    .max(160, 'Le nom tient en 160 caractères.'),
  type: z.enum(
    Object.keys(LIBELLES_INSTANCE) as [keyof typeof LIBELLES_INSTANCE],
    'Choisissez le type de l’instance.',
  ),
  fonctionVotante: z.enum(['presidence', 'direction'], 'Choisissez qui tient le siège.'),
  delaiJours: entier(0, 90, 'Indiquez un délai de convocation de 0 à 90 jours.'),
  frequence: entier(0, 52, 'Indiquez un nombre de séances par an, de 0 à 52.'),
  prereglage: z.enum(PREREGLAGES, 'Choisissez la règle de départ.').optional(),
})

/** Reads an instance and its seats: `place-<member>` says whether it sits, `voix-<member>` how much it weighs. */
export function lireFiche(
  saisies: Saisies,
  creation: boolean,
): Lu<FicheInstance & { readonly prereglage?: Prereglage | undefined }> {
  const lu = lireFormulaire(
    Fiche.extend({ accord: creation ? z.string().trim().max(300).default('') : accordExige }),
    saisies,
  )
  const fautes: Faute[] = lu.ok ? [] : [...lu.fautes]
  const sieges: Siege[] = []
  for (const champ of Object.keys(saisies).filter((nom) => nom.startsWith('place-'))) {
    const organismeId = champ.slice('place-'.length)
    const place = saisie(saisies, champ)
    if (!estId(organismeId) || (place !== 'deliberative' && place !== 'consultative')) continue
    const voix = place === 'consultative' ? 0 : Number(saisie(saisies, `voix-${organismeId}`) ?? '1')
    if (!Number.isInteger(voix) || voix < 0 || voix > 100 || (place === 'deliberative' && voix === 0))
      fautes.push({ champ: `voix-${organismeId}`, message: 'Indiquez un nombre de voix de 1 à 100.' })
    else sieges.push({ organismeId, voix, modalite: place })
  }
  if (fautes.length === 0 && sieges.length === 0)
    fautes.push({ champ: '', message: 'Donnez un siège à un membre au moins.' })
  return lu.ok && fautes.length === 0 ? { valeur: { ...lu.valeurs, sieges } } : { fautes }
}

const FormulairePresidence = z.object({
  mode: z.enum(['coordonnateur', 'tournante', 'elue'], 'Choisissez qui préside.'),
  du: z.string('Indiquez un jour.').transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message: 'Indiquez un jour qui existe, comme 01/01/2027.' })
    return lu ?? ''
  }),
  mois: z.coerce
    .number('Indiquez une durée en mois.')
    .int()
    .min(1, 'Un tour dure un mois au moins.')
    .max(72, 'Un tour dure 72 mois au plus.')
    .default(12),
  organisme: z.string().default(''),
  accord: accordExige,
})

/** Reads who chairs: for turns, `rang-<member>` gives its place, left empty by a member that does not chair. */
export function lirePresidence(
  saisies: Saisies,
): Lu<{ readonly presidence: Presidence; readonly accord: string }> {
  const lu = lireFormulaire(FormulairePresidence, saisies)
  if (!lu.ok) return { fautes: lu.fautes }
  const { mode, du, mois, organisme, accord } = lu.valeurs
  if (mode === 'coordonnateur') return { valeur: { presidence: { mode, du }, accord } }
  if (mode === 'elue')
    return estId(organisme)
      ? { valeur: { presidence: { mode, du, organismeId: organisme }, accord } }
      : { fautes: [{ champ: 'organisme', message: 'Choisissez le membre élu à la présidence.' }] }
  const rangs = Object.keys(saisies)
    .filter((champ) => champ.startsWith('rang-') && (saisie(saisies, champ) ?? '').trim() !== '')
    .map((champ) => ({
      champ,
      organismeId: champ.slice('rang-'.length),
      rang: Number(saisie(saisies, champ)),
    }))
  const faux = rangs.filter(
    ({ rang, organismeId }) => !Number.isInteger(rang) || rang < 1 || !estId(organismeId),
  )
  if (faux.length > 0)
    return { fautes: faux.map(({ champ }) => ({ champ, message: 'Indiquez un rang : 1, 2, 3…' })) }
  const ordre = rangs.sort((a, b) => a.rang - b.rang).map(({ organismeId }) => organismeId)
  return ordre.length < 2
    ? {
        fautes: [
          { champ: 'mode', message: 'Donnez un rang à deux membres au moins pour une présidence tournante.' },
        ],
      }
    : { valeur: { presidence: { mode, du, ordre, mois }, accord } }
}
