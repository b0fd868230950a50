import type { PeriodeDroits, Phase, Situation } from '../droits/types.ts'
import type { Centimes, Jour, MilliPourcent, Pas } from '../socle/index.ts'

/** Pay of an agent at work, monthly and gross. */
export interface Paie {
  /** 0 for an agent who is not paid on an index. */
  readonly indiceMajore: number
  /** Monthly base pay of an agent who is not paid on an index. */
  readonly traitement: Centimes
  /** Working time; 80 % and 90 % are paid 6/7 and 32/35, others at their rate. */
  readonly quotite: MilliPourcent
  readonly nbiPoints: number
  readonly ri: Centimes
}

/** Part of the régime indemnitaire that the employer keeps during the stop, by its délibération. */
export interface RiMaintenu {
  readonly plein: MilliPourcent
  readonly demi: MilliPourcent
}

/** What the contract guarantees and costs to the agent. */
export interface Contrat {
  readonly tauxTiNbi: MilliPourcent
  readonly tauxRi: MilliPourcent
  readonly tauxRenfortRi: MilliPourcent
  readonly assietteNbi: boolean
  readonly assietteRi: boolean
  readonly obligatoire: boolean
  readonly participationMontant: Centimes
  readonly participationTaux: MilliPourcent
  readonly participationPlancher: Centimes
  readonly tauxIncapacite: MilliPourcent
  readonly tauxInvalidite: MilliPourcent
  readonly tauxRetraite: MilliPourcent
  readonly tauxDeces: MilliPourcent
  readonly tauxRenfort: MilliPourcent
}

/** Some days of a month that are paid alike. */
export interface Tranche {
  readonly debut: Jour
  readonly fin: Jour
  readonly phase: Phase | 'activite' | 'hors-contrat'
  /** Per cent of the pay kept by the statute. */
  readonly taux: number
  /** Share of the month, which always has 30. */
  readonly trentiemes: number
}

/** One month, net, in cents. */
export interface Mois {
  /** 'AAAA-MM' */
  readonly mois: string
  readonly tranches: readonly Tranche[]
  readonly netActivite: Centimes
  readonly sansContrat: Centimes
  readonly indemnite: Centimes
  readonly cotisationAgent: Centimes
  readonly avecContrat: Centimes
}

/** A month of one kind of days: « un mois à demi-traitement (50 %) ». */
export interface PaieExpliquee {
  readonly titre: string
  readonly explication: readonly Pas[]
}

export interface Parcours {
  readonly periodes: readonly PeriodeDroits[]
  readonly mois: readonly Mois[]
  /** Why each day is paid so. */
  readonly droits: readonly Pas[]
  /** How a whole month of each kind of days met is paid, once. */
  readonly paies: readonly PaieExpliquee[]
  /** What was supposed, in French. */
  readonly hypotheses: readonly string[]
}

/** A stop, the pay of the agent, what the employer keeps, the contract. */
export interface DemandeParcours {
  readonly situation: Situation
  readonly paie: Paie
  readonly riMaintenu: RiMaintenu
  readonly contrat: Contrat
  /** Long-term condition: daily benefits last three years instead of 360 days. */
  readonly ald?: boolean | undefined
  /** After an official's rights are used up: half pay while the opinion is awaited, or disponibilité d'office. Absent: nothing. */
  readonly apresEpuisement?: 'attente' | 'disponibilite' | undefined
}
