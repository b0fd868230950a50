import type { Jour } from './jours.ts'

/**
 * How sure we are of a rule or of a parameter:
 * C read in the text or in an official sheet that cites it · S one secondary source · R recollection of the text, not
 * reopened · D design choice of ours, no source says it · ? open question.
 */
export type Confiance = 'C' | 'S' | 'R' | 'D' | '?'

/** Unit of a result or of an input. `dix-milliemes-euro`: value of the index point; `code`: a choice among a few, numbered. */
export type Unite =
  | 'centimes'
  | 'milli-pourcent'
  | 'dix-milliemes-euro'
  | 'dixiemes'
  | 'code'
  | 'points'
  | 'jours'
  | 'trentiemes'
  | 'nombre'
  | 'oui-non'
  | 'date'
  | 'texte'

/** Identity card of a rule; the decision itself is beside it, as a pure function. */
export interface Regle {
  /** Stable identifier: kebab-case; the name of the value, in camelCase, for a point rule (`moteur/definition.ts`). */
  readonly id: string
  /** What it decides, in French, for the person who reads an explanation. */
  readonly libelle: string
  /** Text that founds it: article, decree, or published sheet. */
  readonly reference: string
  readonly unite: Unite
  /** First and last day on which it applies; null: no end known. */
  readonly du: Jour
  readonly au: Jour | null
  /** Where it rounds, in French: « au centime, par ligne »… ; null when it never rounds. */
  readonly arrondi: string | null
  readonly confiance: Confiance
}

/** A value in an explanation, in the units of an answer: euros, per cent, days, dates. */
export type ValeurDite = number | string | boolean | null

/** One step of an explanation. Every amount is in euros and every rate in per cent, as in the answers. */
export interface Pas {
  /** `Regle.id` */
  readonly regle: string
  readonly libelle: string
  /** The formula with its numbers, in French typography: « 90 % × 1 650,00 € + 40 % × 300,00 € ». */
  readonly formule: string
  readonly valeurs: Readonly<Record<string, ValeurDite>>
  readonly resultat: ValeurDite
  /** Reference of the rule, followed by a warning when it is not confirmed. */
  readonly source: string
}

const AVERTISSEMENTS: Readonly<Record<Confiance, string>> = {
  C: '',
  S: ' (source secondaire : à vérifier sur le texte)',
  R: ' (non confirmé : à vérifier sur Légifrance)',
  D: ' (choix de calcul : aucun texte ne le fixe)',
  '?': ' (question ouverte : à confirmer avec votre Centre de gestion)',
}

/** The source as an explanation shows it: never without its warning when the rule is not confirmed. */
export const direSource = ({ reference, confiance }: Pick<Regle, 'reference' | 'confiance'>): string =>
  `${reference}${AVERTISSEMENTS[confiance]}`

/** Whether a rule applies on a day. */
export const estEnVigueur = ({ du, au }: Pick<Regle, 'du' | 'au'>, jour: Jour): boolean =>
  du <= jour && (au === null || jour <= au)

/** One step of an explanation, from the card of its rule. */
export const pas = (
  regle: Regle,
  formule: string,
  valeurs: Readonly<Record<string, ValeurDite>>,
  resultat: ValeurDite,
): Pas => ({ regle: regle.id, libelle: regle.libelle, formule, valeurs, resultat, source: direSource(regle) })
