import { z } from 'zod'
import type { Saisies } from '#platform/http/contexte.ts'
import { choisies, type Faute, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import { lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import {
  type Prereglage,
  prereglages,
  type RefusRegle,
  type Regle,
  type TypeDecision,
  validerRegle,
} from '../domain/regle.ts'
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

type Lu<T> = { readonly valeur: T } | { readonly fautes: readonly Faute[] }

const entier = (min: number, max: number, phrase: string) =>
  z.coerce.number(phrase).int(phrase).min(min, phrase).max(max, phrase)
const accordExige = z
  .string('Indiquez l’accord des membres.')
  .trim()
  .min(5, 'Indiquez l’accord des membres : la séance ou l’article du règlement qui le décide.')
  .max(300, 'L’accord tient en 300 caractères.')
const PREREGLAGES = Object.keys(prereglages) as [Prereglage, ...Prereglage[]]

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

const fraction = (champ: string) =>
  z
    .string(`Indiquez ${champ} en fraction, comme 2/3.`)
    .trim()
    .regex(/^\d{1,3} ?\/ ?\d{1,3}$/, `Indiquez ${champ} en fraction, comme 2/3.`)
    .transform((texte) => {
      const [num, den] = texte.split('/').map(Number) as [number, number]
      return { num, den }
    })
const coche = z.string().optional().transform(Boolean)
const BASES = ['exprimes', 'presents_representes', 'membres'] as const

const FormulaireRegle = z.object({
  prereglage: z.enum(PREREGLAGES, 'Choisissez la règle de départ.'),
  mode: z.enum(['consensus', 'consentement', 'vote'], 'Choisissez comment on décide.'),
  base: z.enum(BASES, 'Choisissez sur quoi se compte la majorité.'),
  seuil: fraction('la majorité'),
  strict: coche,
  quorum: fraction('le quorum'),
  surVoix: coche,
  pouvoirsComptent: coche,
  pouvoirsMax: entier(0, 10, 'Indiquez un nombre de pouvoirs de 0 à 10.'),
  partage: z.enum(['rejet', 'renvoi', 'voix_preponderante'], 'Choisissez ce que donne un partage des voix.'),
  secret: z.enum(['jamais', 'sur_demande', 'toujours'], 'Choisissez quand le vote est secret.'),
  interets: z.enum(['tous', 'participants'], 'Choisissez qui vote.'),
  secondeDelai: z
    .string()
    .trim()
    .default('')
    .refine((texte) => texte === '' || /^\d{1,2}$/.test(texte), 'Indiquez un nombre de jours, ou rien.'),
  secondeSansQuorum: coche,
  accord: accordExige,
})
const FormulaireException = z.object({
  Base: z.enum(BASES, 'Choisissez sur quoi se compte la majorité de l’exception.'),
  Seuil: fraction('la majorité de l’exception'),
  Strict: coche,
})
/** How many exceptions a rule may have: names of their fields begin so. */
export const EXCEPTIONS = ['exception', 'exception2', 'exception3', 'exception4'] as const

/** Why a rule cannot be given to an instance, and what to change. */
export const PHRASES_REGLE: Readonly<Record<RefusRegle['code'], string>> = {
  'fraction-invalide':
    'Cette fraction ne convient pas : son dénominateur va de 1 à 100, et elle ne dépasse pas l’unité.',
  'seuil-sous-la-moitie': 'Une majorité est d’une moitié au moins.',
  'unanimite-stricte': 'À l’unanimité on ne peut pas demander « plus que » : décochez.',
  'partage-hors-moitie':
    'Un partage des voix n’existe qu’à une majorité d’une moitié : choisissez « rejetée ».',
  'pouvoirs-invalides': 'Indiquez un nombre de pouvoirs de 0 à 10.',
}
const CHAMPS_REGLE: Readonly<Record<string, string>> = {
  exceptions: 'exceptionSeuil',
  pouvoirsMaxParSiege: 'pouvoirsMax',
}

export type RegleLue = { readonly prereglage: Prereglage; readonly regle: Regle; readonly accord: string }

/** Reads every field of a rule, and refuses one that has no meaning. */
export function lireRegle(saisies: Saisies): Lu<RegleLue> {
  const lu = lireFormulaire(FormulaireRegle, saisies)
  const { exceptions, fautes: fautesDExceptions } = lireExceptions(saisies)
  const fautes = [...(lu.ok ? [] : lu.fautes), ...fautesDExceptions]
  if (!lu.ok || fautes.length > 0) return { fautes }
  const v = lu.valeurs
  const regle: Regle = {
    mode: v.mode,
    base: v.base,
    seuil: v.seuil,
    strict: v.strict,
    quorum: { ...v.quorum, surVoix: v.surVoix, pouvoirsComptent: v.pouvoirsComptent },
    ...(v.secondeDelai !== '' && {
      deuxiemeConvocation: { delaiJours: Number(v.secondeDelai), sansQuorum: v.secondeSansQuorum },
    }),
    pouvoirsMaxParSiege: v.pouvoirsMax,
    partage: v.partage,
    secret: v.secret,
    interets: v.interets,
    ...(exceptions.length > 0 && { exceptions }),
  }
  const issue = validerRegle(regle)
  if (!issue.ok) {
    const { champ, code } = issue.refus
    return { fautes: [{ champ: CHAMPS_REGLE[champ] ?? champ, message: PHRASES_REGLE[code] }] }
  }
  return { valeur: { prereglage: v.prereglage, regle, accord: v.accord } }
}

/** Reads the exceptions: one without a type is none; a type belongs to one exception. */
function lireExceptions(saisies: Saisies): {
  readonly exceptions: NonNullable<Regle['exceptions']>[number][]
  readonly fautes: Faute[]
} {
  const exceptions: NonNullable<Regle['exceptions']>[number][] = []
  const fautes: Faute[] = []
  for (const nom of EXCEPTIONS) {
    const types = choisies(saisies, `${nom}Types`) as TypeDecision[]
    if (types.length === 0) continue
    const lue = lireFormulaire(
      FormulaireException,
      Object.fromEntries(['Base', 'Seuil', 'Strict'].map((champ) => [champ, saisie(saisies, nom + champ)])),
    )
    if (!lue.ok) {
      fautes.push(...lue.fautes.map(({ champ, message }) => ({ champ: nom + champ, message })))
      continue
    }
    if (exceptions.some((autre) => autre.types.some((type) => types.includes(type))))
      fautes.push({
        champ: `${nom}Types`,
        message: 'Un type de décision est déjà dans une autre exception : gardez-le dans une seule.',
      })
    const { Base: base, Seuil: seuil, Strict: strict } = lue.valeurs
    exceptions.push({ types, base, seuil, strict })
  }
  return { exceptions, fautes }
}

/** What the fields of a rule show. */
export function saisiesDeRegle(regle: Regle, prereglage: string): Record<string, string | string[]> {
  return {
    prereglage,
    mode: regle.mode,
    base: regle.base,
    seuil: `${regle.seuil.num}/${regle.seuil.den}`,
    ...(regle.strict && { strict: 'oui' }),
    quorum: `${regle.quorum.num}/${regle.quorum.den}`,
    ...(regle.quorum.surVoix && { surVoix: 'oui' }),
    ...(regle.quorum.pouvoirsComptent && { pouvoirsComptent: 'oui' }),
    pouvoirsMax: String(regle.pouvoirsMaxParSiege),
    partage: regle.partage,
    secret: regle.secret,
    interets: regle.interets,
    secondeDelai: regle.deuxiemeConvocation ? String(regle.deuxiemeConvocation.delaiJours) : '',
    ...(regle.deuxiemeConvocation?.sansQuorum && { secondeSansQuorum: 'oui' }),
    ...Object.fromEntries(
      EXCEPTIONS.flatMap((nom, i): [string, string | string[]][] => {
        const exception = regle.exceptions?.[i]
        return [
          [`${nom}Types`, [...(exception?.types ?? [])]],
          [`${nom}Base`, exception?.base ?? 'membres'],
          [`${nom}Seuil`, exception ? `${exception.seuil.num}/${exception.seuil.den}` : '1/1'],
          ...(exception?.strict ? [[`${nom}Strict`, 'oui'] satisfies [string, string]] : []),
        ]
      }),
    ),
  }
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
