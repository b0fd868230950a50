import { CENT_POUR_CENT, direTaux, type MilliPourcent, type Pas, pas } from '../socle/index.ts'
import { carte } from './carte.ts'
import { decimale, direDecimale, quotient } from './ratio.ts'

const REGLE = carte(
  'revision-taux',
  'Taux maximum permis par la clause de révision du contrat',
  'clause du contrat (exemples : CDG62 2019, Ville de Paris 2020) ; décret 2011-1474',
  'milli-pourcent',
  { arrondi: 'maximum affiché à 4 décimales ; la conformité se juge sur la valeur exacte', confiance: 'S' },
)

/** Rate of one year; `annee` is a contract year (1, 2…) or a calendar year. */
export interface TauxAnnuel {
  readonly annee: number
  readonly taux: MilliPourcent
}

/** A revision clause: years without change, then at most so many per cent of the previous or of the initial rate. */
export interface ClauseRevision {
  readonly gelAnnees: number
  readonly plafondPct: MilliPourcent
  readonly base: 'precedent' | 'initial'
}

/**
 * The highest rate that a clause allows for a year, and whether a proposal respects it.
 * @param historique rates in force, by increasing year, from the first contract year; not empty
 * @param proposition a later year
 * @returns `maximum` in per cent with 4 decimals; a lower rate is always compliant
 */
export function reviserTaux(
  historique: readonly TauxAnnuel[],
  clause: ClauseRevision,
  proposition: TauxAnnuel,
): { readonly maximum: number; readonly conforme: boolean; readonly explication: readonly Pas[] } {
  const [initial, precedent] = [historique[0]!, historique.at(-1)!]
  const rang = proposition.annee - initial.annee + 1
  const gelee = rang <= clause.gelAnnees
  const base = clause.base === 'initial' ? initial.taux : precedent.taux
  // In units of 10^-8 per cent: rate (10^-3) × 100 000, plus cap (10^-3) × base (10^-3) / 100.
  const exact =
    BigInt(precedent.taux) * BigInt(CENT_POUR_CENT) + (gelee ? 0n : BigInt(clause.plafondPct) * BigInt(base))
  const maximum = quotient(Number(exact), 10_000, 0)
  const conforme = BigInt(proposition.taux) * BigInt(CENT_POUR_CENT) <= exact
  const formule = gelee
    ? `année ${rang} du contrat, gelée (${clause.gelAnnees} ans) : ${direTaux(precedent.taux)} au plus`
    : `${direTaux(precedent.taux)} + ${direTaux(clause.plafondPct)} × ${direTaux(base)} (taux ${clause.base === 'initial' ? 'initial' : 'précédent'}) = ${direDecimale(maximum, 4)} % au plus`
  return {
    maximum: decimale(maximum, 4),
    conforme,
    explication: [
      pas(
        REGLE,
        `${formule} ; proposition ${direTaux(proposition.taux)} : ${conforme ? 'conforme' : 'la clause n’est pas respectée'}`,
        { annee: proposition.annee, rang, gel: gelee },
        conforme,
      ),
    ],
  }
}
