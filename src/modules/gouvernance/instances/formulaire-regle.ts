import { z } from 'zod'
import type { Saisies } from '#platform/http/contexte.ts'
import { choisies, type Faute, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import {
  type Prereglage,
  type RefusRegle,
  type Regle,
  type TypeDecision,
  validerRegle,
} from '../domain/regle.ts'

import { accordExige, entier, type Lu, PREREGLAGES } from './formulaire-instance.ts'

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
