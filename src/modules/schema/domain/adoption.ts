import type { Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

/** How the members say yes to a text. The law asks for no concordant deliberations: it is a choice of the cooperation. */
export type RegleAdoption = 'toutes_deliberations' | 'signature_presidents' | 'majorite'

export const REGLES_ADOPTION: Readonly<
  Record<RegleAdoption, { readonly libelle: string; readonly aide: string }>
> = {
  toutes_deliberations: {
    libelle: 'Chaque membre délibère',
    aide: 'Le texte est adopté quand tous les membres ont délibéré favorablement.',
  },
  signature_presidents: {
    libelle: 'Chaque présidence signe',
    aide: 'Le texte est adopté quand toutes les présidences l’ont signé ; les délibérations sont notées si elles existent.',
  },
  majorite: {
    libelle: 'La majorité des membres délibère',
    aide: 'Le texte est adopté quand plus de la moitié des membres ont délibéré favorablement.',
  },
}

export type Avis = 'attendu' | 'favorable' | 'defavorable'

/** What one member did of the text. */
export type Adoption = { readonly organismeId: string; readonly avis: Avis; readonly signeLe: Jour | null }

export type CompteAdoption = {
  readonly acquises: number
  /** How many the rule asks for. */
  readonly requises: number
  readonly total: number
  readonly refus: number
  readonly atteinte: boolean
}

/** Counts who said yes under the rule: signatures when the chairs sign, favourable deliberations otherwise. Nobody to ask: never reached. */
export function compterAdoptions(adoptions: readonly Adoption[], regle: RegleAdoption): CompteAdoption {
  const total = adoptions.length
  const requises = regle === 'majorite' ? Math.floor(total / 2) + 1 : total
  const acquises = adoptions.filter(({ avis, signeLe }) =>
    regle === 'signature_presidents' ? signeLe !== null : avis === 'favorable',
  ).length
  const refus = adoptions.filter(({ avis }) => avis === 'defavorable').length
  return { acquises, requises, total, refus, atteinte: total > 0 && acquises >= requises }
}

/** What the people of a member record: the act of its organ, and the signature of its chair. */
export type ActeAdoption = {
  readonly avis: Avis
  readonly numeroActe: string | null
  readonly dateActe: Jour | null
  readonly vote: { readonly pour: number; readonly contre: number; readonly abstention: number } | null
  readonly signeLe: Jour | null
  readonly note: string
}

export type RefusAdoption =
  | { readonly code: 'pas-en-deliberation' }
  | { readonly code: 'acte-manquant'; readonly champ: 'numeroActe' | 'dateActe' }
  | { readonly code: 'date-future'; readonly champ: 'dateActe' | 'signeLe' }
  | { readonly code: 'avant-l-arrete'; readonly champ: 'dateActe' | 'signeLe'; readonly arreteLe: Jour }
  | { readonly code: 'vote-contraire'; readonly avis: Avis }
  | { readonly code: 'signature-contraire' }
  | { readonly code: 'signature-avant-l-acte'; readonly dateActe: Jour }

/**
 * Decides whether a member may record its deliberation: the text was submitted, the act exists and comes after the text was settled,
 * and the vote agrees with the opinion. On a tied vote either opinion may stand: the casting vote of the chair decided (décret 85-643,
 * art. 25). A chair does not sign a text that its organ refused, nor before its organ
 * deliberated.
 * @param aujourdhui the day in Paris
 */
export function enregistrerAdoption(
  schema: { readonly enDeliberation: boolean; readonly arreteLe: Jour | null },
  acte: ActeAdoption,
  aujourdhui: Jour,
): Result<ActeAdoption, RefusAdoption> {
  if (!schema.enDeliberation) return refuser({ code: 'pas-en-deliberation' })
  if (acte.avis !== 'attendu')
    for (const champ of ['numeroActe', 'dateActe'] as const)
      if (!acte[champ]) return refuser({ code: 'acte-manquant', champ })
  for (const champ of ['dateActe', 'signeLe'] as const) {
    const jour = acte[champ]
    if (jour === null) continue
    if (jour > aujourdhui) return refuser({ code: 'date-future', champ })
    if (schema.arreteLe !== null && jour < schema.arreteLe)
      return refuser({ code: 'avant-l-arrete', champ, arreteLe: schema.arreteLe })
  }
  const { vote, avis } = acte
  const ecart = vote === null ? 0 : vote.pour - vote.contre
  if ((avis === 'favorable' && ecart < 0) || (avis === 'defavorable' && ecart > 0))
    return refuser({ code: 'vote-contraire', avis })
  if (avis === 'defavorable' && acte.signeLe !== null) return refuser({ code: 'signature-contraire' })
  if (acte.signeLe !== null && acte.dateActe !== null && acte.signeLe < acte.dateActe)
    return refuser({ code: 'signature-avant-l-acte', dateActe: acte.dateActe })
  return accepter(acte)
}
