import { MINIMUM_LEGAL, type OffreMasse, type OptionMasse } from '@maillage/prevoyance/moteur'
import { DERNIER_JOUR_CONNU } from '@maillage/prevoyance/parametres'
import type { Jour } from '#shared/dates.ts'
import { coutSixAns } from '../domain/criteres.ts'
import { regrouper } from '../domain/lots.ts'
import type { TauxDeNiveau } from '../domain/offres.ts'
import type { Niveau, OffreLue } from '../marche/marche.queries.ts'
import { CATEGORIES, type Groupe, type LotEnColonnes, TAILLES } from './chantier.ts'

/** What is supposed: the employers' share (thousandths of a per cent), and the level of all, or that of each employer's choice. */
export type Hypothese = { readonly part: number; readonly niveau: number | 'choix' }
export const HYPOTHESE: Hypothese = { part: 50_000, niveau: 'choix' }

/** First day of the values that price a mandatory contract. */
const PREMIER_JOUR: Jour = '2025-01-01'

/** Day of the legal values that price a contract: its first day, or the nearest one whose values are recorded. */
export const jourDesPrix = (debutLe: Jour): Jour =>
  debutLe < PREMIER_JOUR ? PREMIER_JOUR : debutLe > DERNIER_JOUR_CONNU ? DERNIER_JOUR_CONNU : debutLe

/** Whole cents a year. */
export type Montants = { readonly total: number; readonly employeurs: number; readonly agents: number }

export type LigneDePrix = {
  readonly libelle: string
  readonly effectif: number
  readonly assiette: number
  /** By bid, in their order. */
  readonly montants: readonly Montants[]
}

export type Prix = {
  readonly hypothese: Hypothese
  readonly agents: number
  readonly total: LigneDePrix
  readonly parNiveau: readonly LigneDePrix[]
  readonly parTaille: readonly LigneDePrix[]
  readonly parCategorie: readonly LigneDePrix[]
  /** By bid: six years at the most that its clause allows, the first year first. */
  readonly sixAns: readonly (readonly number[])[]
}

const MOIS = 12

/** A level as the engine prices it, at a share of the employers (thousandths of a per cent). */
export const enOption = ({ nom: _, ...garanties }: Niveau, part: number): OptionMasse => ({
  ...MINIMUM_LEGAL,
  ...garanties,
  participationTaux: 0,
  participationTauxTotal: part,
})

const enOffre = (taux: TauxDeNiveau | undefined): OffreMasse => ({
  tauxIncapacite: taux?.incapacite ?? 0,
  tauxInvaliditeOffre: taux?.invalidite ?? 0,
  tauxRetraite: taux?.retraite ?? 0,
  tauxDeces: taux?.deces ?? 0,
  tauxRenfort: taux?.renfort ?? 0,
})

/** A bid at 100 % of the base: its contribution is the base. */
const ASSIETTE: OffreMasse = {
  tauxIncapacite: 100_000,
  tauxInvaliditeOffre: 0,
  tauxRetraite: 0,
  tauxDeces: 0,
  tauxRenfort: 0,
}

/**
 * Prices every bid of a lot over its census, by the engine: each agent to the cent, then summed. What is shown by size, category or level is never about fewer
 * than ten agents (`regrouper`).
 * @param jour day of the legal values (`jourDesPrix`)
 */
export function chiffrer(
  population: LotEnColonnes,
  offres: readonly Pick<OffreLue, 'taux' | 'gelAnnees' | 'hausseMax'>[],
  niveaux: readonly Niveau[],
  hypothese: Hypothese,
  jour: Jour,
): Prix {
  const parOption = offres.length + 1
  const { cotisation, partEmployeur } = population.noyau.simuler(
    niveaux.map((niveau) => enOption(niveau, hypothese.part)),
    niveaux.map(({ nom }) => [
      ...offres.map(({ taux }) => enOffre(taux.find(({ niveau }) => niveau === nom))),
      ASSIETTE,
    ]),
    jour,
  )
  const niveauDe = (groupe: Groupe) => (hypothese.niveau === 'choix' ? groupe.niveau : hypothese.niveau)
  const cases = population.groupes.map((groupe, g) => {
    const depart = (g * niveaux.length + niveauDe(groupe)) * parOption
    return {
      groupe,
      effectif: population.effectifs[g]!,
      assiette: cotisation[depart + offres.length]! * MOIS,
      montants: offres.map((_, b) => {
        const total = cotisation[depart + b]! * MOIS
        const employeurs = partEmployeur[depart + b]! * MOIS
        return { total, employeurs, agents: total - employeurs }
      }),
    }
  })
  type Case = Pick<LigneDePrix, 'effectif' | 'assiette' | 'montants'>
  const additionner = (libelle: string, retenues: readonly Case[]): LigneDePrix => ({
    libelle,
    effectif: retenues.reduce((n, { effectif }) => n + effectif, 0),
    assiette: retenues.reduce((n, { assiette }) => n + assiette, 0),
    montants: offres.map((_, b) =>
      retenues.reduce(
        (somme, { montants }) => ({
          total: somme.total + montants[b]!.total,
          employeurs: somme.employeurs + montants[b]!.employeurs,
          agents: somme.agents + montants[b]!.agents,
        }),
        { total: 0, employeurs: 0, agents: 0 },
      ),
    ),
  })
  const ventiler = (mots: readonly string[], rang: (groupe: Groupe) => number): LigneDePrix[] =>
    regrouper(
      mots.map((libelle, k) =>
        additionner(
          libelle,
          cases.filter(({ groupe }) => rang(groupe) === k),
        ),
      ),
    ).map((groupe) => additionner(groupe.map(({ libelle }) => libelle).join(' + '), groupe))
  const total = additionner('Ensemble', cases)
  return {
    hypothese,
    agents: population.agents,
    total,
    parNiveau: ventiler(
      niveaux.map(({ nom }) => nom),
      niveauDe,
    ),
    parTaille: ventiler(TAILLES, ({ taille }) => taille),
    parCategorie: ventiler(CATEGORIES, ({ categorie }) => categorie),
    sixAns: offres.map(({ gelAnnees, hausseMax }, b) =>
      coutSixAns(total.montants[b]!.total, gelAnnees, hausseMax),
    ),
  }
}
