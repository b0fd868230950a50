import { z } from 'zod'
import {
  heureDemandee,
  jourFacultatif,
  montantFacultatif,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import { instantParis } from '#shared/dates.ts'
import { rapprocherMots } from '#shared/mots.ts'
import { PROCEDURES, type Procedure } from '../domain/attente.ts'
import type { Critere } from '../domain/criteres.ts'
import { lireTaux } from '../domain/offres.ts'
import { lignesDe } from '../domain/operation.ts'
import type { Niveau } from './marche.queries.ts'

/** A rate as it is typed: « 1,62 ». */
export const ecrireTaux = (milli: number): string =>
  `${Math.trunc(milli / 1000)}${
    milli % 1000 === 0
      ? ''
      : `,${String(milli % 1000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`
  }`

/** Levels as they are typed: « 90 % du net | 90 | 90 | 90 | 0 ». */
export const ecrireNiveaux = (niveaux: readonly Niveau[]): string =>
  niveaux
    .map((n) => [n.nom, ...[n.tauxTiNbi, n.tauxRi, n.tauxRente, n.tauxCapital].map(ecrireTaux)].join(' | '))
    .join('\n')
export const ecrireCriteres = (criteres: readonly Critere[]): string =>
  criteres.map(({ nom, poids }) => `${nom} | ${poids}`).join('\n')

const niveaux = texteLibre(2000).transform((texte, contexte): Niveau[] => {
  const lus = lignesDe(texte).map((ligne) => ligne.split('|').map((mot) => mot.trim()))
  const rendus = lus.flatMap(([nom = '', ...taux]) => {
    const [ti, ri, rente, capital] = ['0', '0', '0', '0'].map((zero, i) => lireTaux(taux[i] ?? zero))
    return nom.length >= 2 &&
      nom.length <= 200 &&
      ti != null &&
      ri != null &&
      rente != null &&
      capital != null
      ? [{ nom, tauxTiNbi: ti, tauxRi: ri, tauxRente: rente, tauxCapital: capital }]
      : []
  })
  const uniques = new Set(rendus.map(({ nom }) => nom)).size === rendus.length
  if (rendus.length === lus.length && rendus.length >= 1 && rendus.length <= 4 && uniques) return rendus
  contexte.addIssue({
    code: 'custom',
    message:
      'Écrivez un à quatre niveaux, un par ligne, de noms différents : nom | % du traitement | % des primes | % de la rente | % du capital décès.',
  })
  return z.NEVER
})

const criteres = texteLibre(2000).transform((texte, contexte): Critere[] => {
  const lus = lignesDe(texte).map((ligne) => ligne.split('|').map((mot) => mot.trim()))
  const rendus = lus.flatMap(([nom = '', poids = ''], i): Critere[] =>
    nom.length >= 2 && nom.length <= 120 && /^\d{1,3}$/.test(poids)
      ? [
          {
            cle: i === 0 ? 'prix' : rapprocherMots(nom).replaceAll(' ', '-').slice(0, 36) + i,
            nom,
            poids: Number(poids),
            genre: i === 0 ? 'prix' : 'note',
          },
        ]
      : [],
  )
  if (rendus.length === lus.length && rendus.length >= 1 && rendus.length <= 10) return rendus
  contexte.addIssue({
    code: 'custom',
    message: 'Écrivez un critère par ligne : nom | poids, en nombre entier. Le premier est le prix.',
  })
  return z.NEVER
})

/** The sheet of a consultation, as it is typed. */
export const SchemaFiche = z
  .object({
    procedure: z.enum(Object.keys(PROCEDURES) as [Procedure, ...Procedure[]], 'Choisissez la procédure.'),
    profil: texteLibre(500),
    reference: texteLibre(60),
    cpv: z
      .string()
      .trim()
      .regex(/^\d{8}$/, 'Le code CPV compte huit chiffres, sans sa clé.'),
    duree: z
      .string()
      .trim()
      .regex(/^\d{1,3}$/, 'Indiquez la durée en mois.')
      .transform(Number)
      .refine((mois) => mois >= 1 && mois <= 240, 'La durée va de 1 à 240 mois.'),
    estimation: montantFacultatif,
    limiteJour: jourFacultatif,
    limiteHeure: heureDemandee,
    niveaux,
    criteres,
    version,
  })
  .transform(({ limiteJour, limiteHeure, duree, ...fiche }) => ({
    ...fiche,
    dureeMois: duree,
    limite: limiteJour ? instantParis(limiteJour, limiteHeure) : null,
  }))

export const SchemaLot = z
  .object({
    numero: z
      .string()
      .trim()
      .regex(/^[1-9]\d?$/, 'Le numéro va de 1 à 99.')
      .transform(Number),
    objet: texteLibre(200).refine(
      (t) => t.length >= 3,
      'Dites ce que le lot contient (3 caractères au moins).',
    ),
    departements: texteLibre(400).transform((texte, contexte) => {
      const codes = texte.split(/[\s,;]+/).filter(Boolean)
      if (codes.every((code) => /^(?:\d{2,3}|2[AB])$/.test(code))) return codes
      contexte.addIssue({ code: 'custom', message: 'Écrivez les codes des départements : 44, 49, 53.' })
      return z.NEVER
    }),
    min: z
      .string()
      .trim()
      .regex(/^\d{0,6}$/, 'Indiquez un nombre d’agents.')
      .transform((t) => Number(t || 0)),
    max: z
      .string()
      .trim()
      .regex(/^\d{0,6}$/, 'Indiquez un nombre d’agents, ou laissez vide.')
      .transform((t) => (t === '' ? null : Number(t))),
  })
  .refine(({ min, max }) => max === null || max >= min, {
    path: ['max'],
    message: 'Le plus grand effectif est sous le plus petit : échangez-les.',
  })
