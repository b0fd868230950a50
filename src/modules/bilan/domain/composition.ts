import type { Jour } from '#shared/dates.ts'
import type {
  Conclusion,
  DecisionDatee,
  EcartDeMission,
  GroupeDate,
  LivrableDate,
  MesureDatee,
} from './faits.ts'

export type Avancee = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly axe: string
  readonly jalons: readonly { readonly titre: string; readonly le: Jour; readonly retard: number }[]
  readonly changements: readonly string[]
  readonly derniereNote: string
}

export type Retard = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly jalon: string
  readonly echeance: Jour
  /** Calendar days late on the last day of the period. */
  readonly jours: number
  readonly pourquoi: string
}

export type PartDUnMembre = {
  readonly libelle: string
  readonly mene: number
  readonly participe: number
  readonly observe: number
  readonly informe: number
  readonly presences: number
}

export type Composition = {
  readonly chiffres: {
    readonly decisions: number
    readonly actions: number
    readonly avancees: number
    readonly jalons: number
    readonly retards: number
    readonly bloquees: number
    readonly reunions: number
    readonly groupesClos: number
  }
  readonly decisions: readonly DecisionDatee[]
  readonly avancees: readonly Avancee[]
  readonly mesures: readonly MesureDatee[]
  readonly retards: readonly Retard[]
  readonly bloquees: readonly {
    readonly id: string
    readonly code: string
    readonly titre: string
    readonly depuis: Jour
    readonly pourquoi: string
  }[]
  readonly sansFait: readonly { readonly id: string; readonly code: string; readonly titre: string }[]
  readonly parts: readonly PartDUnMembre[]
  readonly groupes: readonly GroupeDate[]
  readonly livrables: readonly (LivrableDate & { readonly code: string; readonly action: string })[]
  /** Actions of which a cost is known, and their sums on both sides, in integer cents. */
  readonly couts: {
    readonly lignes: readonly {
      readonly code: string
      readonly titre: string
      readonly prevu: number | null
      readonly constate: number | null
    }[]
    readonly prevu: number
    readonly constate: number
    /** What each member owes of them, in the order of members; those that owe nothing are left out. */
    readonly parMembre: readonly {
      readonly libelle: string
      readonly actions: number
      readonly prevu: number
      readonly constate: number
    }[]
    /** What no key shares: with the parts of members, it makes the sums above. */
    readonly sansCle: { readonly actions: number; readonly prevu: number; readonly constate: number }
  }
  readonly experimentations: readonly {
    readonly id: string
    readonly code: string
    readonly titre: string
    readonly nature: string
    readonly appris: string
  }[]
  readonly partenaires: readonly { readonly nom: string; readonly actions: number }[]
  readonly ecarts: readonly EcartDeMission[]
  readonly missionsRegardees: number
  readonly conclusions: readonly Conclusion[]
  readonly fictif: boolean
}
