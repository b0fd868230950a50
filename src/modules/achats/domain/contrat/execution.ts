import { alertesDe, arreterComptes, reviserTaux, survenance } from '@maillage/prevoyance/collectif'
import { ajouterMois, type Jour } from '#shared/dates.ts'

/** One row of the accounts of a contract, in cents. */
export type Compte = {
  readonly contratId: string
  readonly exercice: number
  readonly survenance: number
  readonly primes: number
  readonly prestations: number
  readonly psapOuverture: number
  readonly psapCloture: number
  readonly pmOuverture: number
  readonly pmCloture: number
  readonly assures: number | null
  readonly recuLe: Jour
}

/** Last day on which an insurer gives the accounts of a year (loi Évin, art. 15; décret 90-769). */
export const echeanceDesComptes = (exercice: number): Jour => `${exercice + 1}-08-31`

export type EtatDesComptes = {
  readonly exercice: number
  readonly echeance: Jour
  readonly recuLe: Jour | null
  readonly etat: 'recu' | 'recu_en_retard' | 'attendu' | 'en_retard'
}

/**
 * For each finished year of a contract: are its accounts received, in time, or late? They are received on the day of their last line: an insurer that
 * keeps one year of occurrence back has not given them.
 */
export function etatDesComptes(
  contrat: { readonly du: Jour; readonly au: Jour },
  comptes: readonly Pick<Compte, 'exercice' | 'recuLe'>[],
  aujourdhui: Jour,
): EtatDesComptes[] {
  const [premier, dernier] = [Number(contrat.du.slice(0, 4)), Number(contrat.au.slice(0, 4))]
  const annees = Array.from({ length: dernier - premier + 1 }, (_, i) => premier + i)
  return annees
    .filter((exercice) => `${exercice}-12-31` < aujourdhui)
    .map((exercice) => {
      const echeance = echeanceDesComptes(exercice)
      const recus = comptes.filter((c) => c.exercice === exercice).map((c) => c.recuLe)
      const recuLe = recus.toSorted().at(-1) ?? null
      const etat = recuLe
        ? recuLe > echeance
          ? 'recu_en_retard'
          : 'recu'
        : aujourdhui > echeance
          ? 'en_retard'
          : 'attendu'
      return { exercice, echeance, recuLe, etat }
    })
}

/** Steps of the reminder of accounts: due within a month, then late. */
export type PalierDesComptes = 'bientot' | 'retard'

/** Which reminder accounts that are not received call for on a day; null when none does. */
export function palierDesComptes(
  etat: EtatDesComptes['etat'],
  echeance: Jour,
  aujourdhui: Jour,
): PalierDesComptes | null {
  if (etat === 'en_retard') return 'retard'
  return etat === 'attendu' && ajouterMois(aujourdhui, 1) >= echeance ? 'bientot' : null
}

export type AnneeComptable = {
  readonly exercice: number
  readonly primes: number
  readonly prestations: number
  /** Paid and variation of the provisions, in cents; negative when more is released than was paid. */
  readonly charge: number
  /** Per cent, one decimal; null without premiums: a year that only pays what began before. */
  readonly sp: number | null
  readonly paye: number | null
  readonly assures: number
}

type Centimes = Parameters<typeof arreterComptes>[0]['primesNettes']

/** S/P of each accounting year, provisions included, whatever the year in which claims occurred; several contracts are added up. */
export function parExercice(comptes: readonly Compte[]): AnneeComptable[] {
  const annees = [...new Set(comptes.map(({ exercice }) => exercice))].toSorted((a, b) => a - b)
  return annees.map((exercice) => {
    const siens = comptes.filter((c) => c.exercice === exercice)
    const somme = (
      cle: 'primes' | 'prestations' | 'psapOuverture' | 'psapCloture' | 'pmOuverture' | 'pmCloture',
    ) => siens.reduce((total, c) => total + c[cle], 0) as Centimes
    const compte = {
      primesNettes: somme('primes'),
      prestations: somme('prestations'),
      psapOuverture: somme('psapOuverture'),
      psapCloture: somme('psapCloture'),
      pmOuverture: somme('pmOuverture'),
      pmCloture: somme('pmCloture'),
    }
    const resultat = compte.primesNettes > 0 ? arreterComptes(compte) : null
    return {
      exercice,
      primes: compte.primesNettes,
      prestations: compte.prestations,
      charge:
        compte.prestations +
        (compte.psapCloture - compte.psapOuverture) +
        (compte.pmCloture - compte.pmOuverture),
      sp: resultat?.ratioSP ?? null,
      paye: resultat?.ratioPaye ?? null,
      assures: siens.reduce((total, { assures }) => total + (assures ?? 0), 0),
    }
  })
}

/**
 * S/P of each year of occurrence, seen at the last accounts: paid since, and provisions still held. Each contract is seen at its own last accounts: an
 * insurer that is late still holds what it held.
 */
export function parSurvenance(comptes: readonly Compte[]) {
  const derniers = new Map<string, number>()
  for (const { contratId, exercice } of comptes)
    derniers.set(contratId, Math.max(exercice, derniers.get(contratId) ?? exercice))
  const annees = [...new Set(comptes.map((c) => c.survenance))].toSorted((a, b) => a - b)
  return survenance(
    annees.flatMap((annee) => {
      const siens = comptes.filter((c) => c.survenance === annee)
      const somme = (lignes: readonly Compte[], valeur: (c: Compte) => number) =>
        lignes.reduce((total, c) => total + valeur(c), 0) as Centimes
      const primesNettes = somme(
        siens.filter(({ exercice }) => exercice === annee),
        (c) => c.primes,
      )
      if (primesNettes === 0) return []
      const paye = somme(siens, (c) => c.prestations)
      const provisions = somme(
        siens.filter(({ contratId, exercice }) => exercice === derniers.get(contratId)),
        (c) => c.psapCloture + c.pmCloture,
      )
      return [{ annee, primesNettes, paye, provisions }]
    }),
  )
}

type Milli = Parameters<typeof reviserTaux>[2]['taux']

export type ClauseDuContrat = {
  readonly du: Jour
  readonly au: Jour
  readonly gelAnnees: number
  readonly plafond: number
  readonly plafondBase: 'precedent' | 'initial'
  readonly seuilSp: number | null
  readonly preavisMois: number
}

export type VerdictRevision = {
  readonly permise: boolean
  /** Highest rate that the clause allows, per cent, rounded to four decimals. */
  readonly maximum: number
  /** Thousandths of one per cent asked beyond the highest whole one allowed; zero when the cap is respected. */
  readonly depassement: number
  readonly pourquoi: string
  /** Breaches of the other clauses, in words. */
  readonly alertes: readonly string[]
}

const ALERTES = {
  'duree-excessive': 'La convention dépasse la durée maximum de six ans, sept prolongée.',
  'preavis-trop-court':
    'La demande est arrivée après le délai de préavis : elle ne vaut pas pour cette date.',
  'sp-sous-le-seuil':
    'Le rapport des sinistres aux cotisations est sous le seuil à partir duquel une hausse se demande.',
} as const

/**
 * Judges a rate that an insurer asks for against the clause of the contract: allowed or not, by how much, and why. Allowed needs the cap, the notice
 * and, when the contract has one, the threshold of claims; a lower rate is always allowed.
 * @param historique rates of the level, by increasing year; the first one is that of the first year of the contract
 * @param sp last known S/P by accounting year, per cent
 */
export function jugerRevision(
  clause: ClauseDuContrat,
  historique: readonly { readonly annee: number; readonly taux: number }[],
  demande: { readonly annee: number; readonly taux: number; readonly recueLe: Jour; readonly effetLe: Jour },
  sp: number | null,
): VerdictRevision | null {
  const connus = historique.filter(({ annee }) => annee < demande.annee)
  const dernier = connus.at(-1)
  if (!dernier) return null
  const revu = (taux: number) =>
    reviserTaux(
      connus.map((connu) => ({ annee: connu.annee, taux: connu.taux as Milli })),
      { gelAnnees: clause.gelAnnees, plafondPct: clause.plafond as Milli, base: clause.plafondBase },
      { annee: demande.annee, taux: taux as Milli },
    )
  const { maximum, conforme, explication } = revu(demande.taux)
  // The maximum is rounded to be shown: a whole thousandth may stand just above the exact one.
  const entier = Math.floor(Math.round(maximum * 10_000) / 10)
  const plusHaut = revu(entier).conforme ? entier : entier - 1
  const baisse = demande.taux <= dernier.taux
  const alertes = alertesDe(
    {
      debut: clause.du,
      terme: clause.au,
      preavisMois: clause.preavisMois,
      seuilSP: clause.seuilSp === null ? null : clause.seuilSp / 10,
    },
    { recueLe: demande.recueLe, effetLe: demande.effetLe, ratioSP: sp },
  ).filter((alerte) => !baisse || alerte === 'duree-excessive')
  return {
    permise: conforme && !alertes.some((alerte) => alerte !== 'duree-excessive'),
    maximum,
    depassement: conforme ? 0 : demande.taux - plusHaut,
    pourquoi: explication[0]!.formule,
    alertes: alertes.map((alerte) => ALERTES[alerte]),
  }
}
