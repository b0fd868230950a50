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
  /** `quotite` is the length of an incomplete post, paid at its rate. */
  readonly tempsNonComplet: boolean
  readonly nbiPoints: number
  readonly ri: Centimes
  /** Residence allowance, in the base of the sickness and temporary invalidity allowances; outside every net here. */
  readonly indemniteResidence: Centimes
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
  /** `arret-hors-contrat`: the stop goes on after the end of the contract; `hors-contrat`: nothing is counted. */
  readonly phase: Phase | 'activite' | 'hors-contrat' | 'arret-hors-contrat' | 'temps-partiel-therapeutique'
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

/** Temporary invalidity allowance granted to an official of the CNRACL in disponibilité. */
export interface AllocationInvalidite {
  readonly groupe: number
  /** First day; absent: the first day without sickness allowance. */
  readonly debut?: Jour | undefined
  /** Date of birth: the allowance ends on the eve of the sixtieth birthday; absent: no end known. */
  readonly naissance?: Jour | undefined
}

/** Therapeutic part time after the stop. */
export interface RepriseTherapeutique {
  /** Past periods, none sharing a day. */
  readonly periodes: readonly { readonly debut: Jour; readonly fin: Jour }[]
  readonly demande: { readonly debut: Jour; readonly fin: Jour }
  /** Part of the régime indemnitaire kept, by délibération. */
  readonly riMaintenu: MilliPourcent
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
  readonly allocationInvalidite?: AllocationInvalidite | undefined
  readonly tempsPartielTherapeutique?: RepriseTherapeutique | undefined
  /** When a stop outlives a fixed-term contract: daily benefits alone, or with the contract's benefits. Absent: nothing. */
  readonly apresFinContrat?: 'indemnites-journalieres' | 'indemnites-et-prestations' | undefined
}
