import type { Jour } from '#shared/dates.ts'
import { ajouterJours } from '#shared/dates.ts'
import type { TypeDecision } from './regle.ts'
import type { EtatSuite } from './suite.ts'

export type SuiteDe = { readonly organismeId: string; readonly etat: EtatSuite }
export type DecisionSuivie = {
  readonly porte: readonly string[]
  readonly indivisible: boolean
  readonly suites: readonly SuiteDe[]
}

export type EffetPourMembre = 'effective' | 'en_cours' | 'rouverte' | 'suspendue' | 'informe'

const ABOUTIES: readonly EtatSuite[] = ['executoire', 'sans_objet']
const aboutie = (etat: EtatSuite | undefined): boolean => etat !== undefined && ABOUTIES.includes(etat)

const suiteDe = ({ suites }: DecisionSuivie, organismeId: string): EtatSuite | undefined =>
  suites.find((suite) => suite.organismeId === organismeId)?.etat

/**
 * What a decision is, today, for one member (gouvernance, R1 to R3). A member outside its scope is informed. A rejection reopens the decision
 * for the member that rejected it alone, unless the decision says it is indivisible: then it takes effect nowhere before all have accepted.
 */
export function effetPour(decision: DecisionSuivie, organismeId: string): EffetPourMembre {
  if (!decision.porte.includes(organismeId)) return 'informe'
  const etat = suiteDe(decision, organismeId)
  if (etat === 'rejetee') return 'rouverte'
  if (decision.indivisible && !estPleinementEffective(decision))
    return aboutie(etat) ? 'suspendue' : 'en_cours'
  return aboutie(etat) ? 'effective' : 'en_cours'
}

/** True when every member it binds has an executory act, or none to take (R2). */
export const estPleinementEffective = (decision: DecisionSuivie): boolean =>
  decision.porte.every((organismeId) => aboutie(suiteDe(decision, organismeId)))

/** How many of the bound members are done: « 3 sur 4 ». */
export const avancement = (
  decision: DecisionSuivie,
): { readonly abouties: number; readonly total: number } => ({
  abouties: decision.porte.filter((organismeId) => aboutie(suiteDe(decision, organismeId))).length,
  total: decision.porte.length,
})

/**
 * True when money may follow from a decision for a member: its own act is executory (R4). « Sans objet » is effect without an act of its own:
 * no call for funds may rest on it. An indivisible decision engages nobody before it is fully effective.
 */
export function peutEngager(decision: DecisionSuivie, organismeId: string): boolean {
  return (
    decision.porte.includes(organismeId) &&
    suiteDe(decision, organismeId) === 'executoire' &&
    (!decision.indivisible || estPleinementEffective(decision))
  )
}

const FINANCIERES: readonly TypeDecision[] = ['cle', 'budget', 'convention']

/** Decisions that call for money: keys, budgets, conventions. */
export const estFinanciere = (type: TypeDecision): boolean => FINANCIERES.includes(type)

/** Number of a decision: year and month of the séance, then its rank in that month, « 2026-11-D05 ». */
export const numeroDecision = (seanceLe: Jour, rang: number): string =>
  `${seanceLe.slice(0, 7)}-D${String(rang).padStart(2, '0')}`

export type Reunion = { readonly organe: string; readonly date: Jour; readonly limiteInscription: Jour }

/** The next meeting of an organ whose agenda is still open today; when none is, the next meeting at all; null when none is known. */
export function prochaineReunion(
  reunions: readonly Reunion[],
  organe: string,
  aujourdhui: Jour,
): Reunion | null {
  const aVenir = reunions
    .filter((r) => r.organe === organe && r.date >= aujourdhui)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
  return aVenir.find(({ limiteInscription }) => limiteInscription >= aujourdhui) ?? aVenir[0] ?? null
}

/** True when a sequel missed the agenda of a meeting: it is still to be entered and the deadline of the organ went by since the decision. */
export function inscriptionEnRetard(
  suite: { readonly etat: EtatSuite; readonly organe: string },
  adopteeLe: Jour,
  reunions: readonly Reunion[],
  aujourdhui: Jour,
): boolean {
  if (suite.etat !== 'a_inscrire' && suite.etat !== 'ajournee') return false
  return reunions.some(
    ({ organe, limiteInscription }) =>
      organe === suite.organe && limiteInscription > adopteeLe && limiteInscription < aujourdhui,
  )
}

/** Days before a meeting after which a projet no longer enters its agenda, when the member has not said otherwise. */
export const limiteParDefaut = (date: Jour): Jour => ajouterJours(date, -11)
