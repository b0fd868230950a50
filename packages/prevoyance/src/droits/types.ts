import type { Jour } from '../socle/index.ts'

/** Nature of a leave, never its cause. CITIS also stands for the work-accident leave of agents of the régime général. */
export type TypeConge = 'CMO' | 'CLM' | 'CLD' | 'CGM' | 'CITIS'

/** How one day is paid: `epuise` when an official's duration is used up, `sans-traitement` when a contract agent's rights are. */
export type Phase = 'carence' | 'plein' | 'demi' | 'epuise' | 'sans-traitement'

export interface Agent {
  readonly statut: 'fonctionnaire' | 'contractuel-public'
  /** Weekly hours of all posts, in hundredths of an hour; absent: not known. */
  readonly heuresHebdo?: number | undefined
  /** Whole months of public service on the first day of the stop. */
  readonly ancienneteMois?: number | undefined
  /** Contract agent employed by fits and starts: the periods of employment, none sharing a day; absent: employed without a break. */
  readonly services?: readonly { readonly debut: Jour; readonly fin: Jour }[] | undefined
  /** Last day of the fixed-term contract under way; absent: none. */
  readonly finContrat?: Jour | undefined
}

/** A past leave; both ends included. */
export interface Conge {
  readonly type: TypeConge
  readonly debut: Jour
  readonly fin: Jour
  /** How it was paid; absent: computed from the history. */
  readonly phase?: 'plein' | 'demi' | undefined
  /** Neutral label of the cause: same label, same cause. Never a diagnosis. */
  readonly affection?: string | undefined
  /** Whether its first day was a waiting day; absent: what the rule says when `phase` is absent, none otherwise. */
  readonly carence?: boolean | undefined
}

/** The stop whose rights are asked. */
export interface Arret {
  readonly type: TypeConge
  readonly debut: Jour
  readonly fin: Jour
  readonly prolongation?: boolean | undefined
  readonly affection?: string | undefined
  /** Why the law spares the waiting day (pregnancy, ALD, death of a child…). */
  readonly motifSansCarence?: string | undefined
}

/** A run of days of equal phase and rate, both ends included. `taux`: per cent of the pay. */
export interface PeriodeDroits {
  readonly debut: Jour
  readonly fin: Jour
  readonly jours: number
  readonly phase: Phase
  readonly taux: number
}

/** The situation that every rule of this folder reads. */
export interface Situation {
  readonly agent: Agent
  readonly conges: readonly Conge[]
  readonly arret: Arret
  /** false: no waiting day, whatever the rule says. */
  readonly carence?: boolean | undefined
}
