import type { Jour } from '#shared/dates.ts'

/** A period, both days included. */
export type Periode = { readonly du: Jour; readonly au: Jour }

export type JalonDate = {
  readonly titre: string
  readonly echeance: Jour
  readonly etat: 'prevu' | 'atteint' | 'annule'
  readonly atteintLe: Jour | null
  readonly reports: number
  readonly motif: string
}
export type LivrableDate = {
  readonly titre: string
  readonly etat: 'attendu' | 'remis' | 'accepte' | 'a_reprendre'
  readonly remisLe: Jour | null
  /** When an instance accepted it, or sent it back. */
  readonly statueLe: Jour | null
  /** The decision or the instance that shows it, in words. */
  readonly preuve: string | null
}
export type FaitDAction = {
  readonly le: Jour
  readonly genre: 'point' | 'fiche' | 'statut' | 'participation' | 'import'
  readonly resume: string
  readonly note: string
  readonly changements: readonly { readonly quoi: string; readonly avant: string; readonly apres: string }[]
}
export type RoleDUnMembre = 'chef' | 'participant' | 'observateur' | 'informe' | 'non_concerne'
export type ActionDatee = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly nature: 'action' | 'experimentation' | 'immersion' | 'veille'
  readonly axe: string
  readonly statut: string
  readonly jalons: readonly JalonDate[]
  readonly bloqueeLe: Jour | null
  readonly blocage: string
  /** Facts of the period only. */
  readonly faits: readonly FaitDAction[]
  /** On the last day of the period. */
  readonly roles: Readonly<Record<string, RoleDUnMembre>>
  readonly partenaires: readonly string[]
  /** Absent from the facts kept before deliverables were told. */
  readonly livrables?: readonly LivrableDate[]
  /** Integer cents, as who leads the action wrote them; null when nothing was written. Absent from older facts. */
  readonly couts?: { readonly prevu: number | null; readonly constate: number | null }
  /** The same costs shared by the key in force on the last day of the period, by member; null where no key is fixed. Absent from older facts. */
  readonly parts?: readonly PartDeCout[] | null
}
export type PartDeCout = {
  readonly organismeId: string
  readonly prevu: number | null
  readonly constate: number | null
}
export type MesureDatee = {
  readonly code: string
  readonly libelle: string
  /** Already in words, « 128 agents », « 85,1 % (120 sur 141) ». */
  readonly avant: { readonly annee: number; readonly mots: string } | null
  readonly apres: { readonly annee: number; readonly mots: string; readonly repondants: number }
  readonly sens: 'mieux' | 'moins_bien' | 'stable' | 'inconnu'
}
export type DecisionDatee = {
  readonly id: string
  readonly numero: string
  readonly titre: string
  readonly adopteeLe: Jour
  readonly lies: number
  /** Members whose act was in force, or needless, on the last day of the period. */
  readonly effectifs: number
}
export type GroupeDate = {
  readonly id: string
  readonly nom: string
  readonly reunions: number
  readonly closLe: Jour | null
  readonly bilan: string
  readonly enSommeil: boolean
}
export type EcartDeMission = { readonly mission: string; readonly membre: string; readonly mode: string }
export type Conclusion = {
  readonly code: string
  readonly titre: string
  readonly issue: string
  readonly decision: string
  readonly le: Jour
}

/** Everything that a report rests on, read once from dated rows. */
export type Faits = {
  readonly membres: readonly {
    readonly organismeId: string
    readonly libelle: string
    readonly presences: number
  }[]
  readonly decisions: readonly DecisionDatee[]
  readonly actions: readonly ActionDatee[]
  readonly mesures: readonly MesureDatee[]
  readonly groupes: readonly GroupeDate[]
  readonly ecarts: readonly EcartDeMission[]
  readonly missionsRegardees: number
  readonly conclusions: readonly Conclusion[]
  readonly fictif: boolean
}
