import type { Acteur } from '#shared/acteur.ts'
import type { Faute, Saisies } from '#ui/formulaire.tsx'
import type { DecisionDetaillee, MembreAuTableau, SuiteDetaillee } from './decisions.queries.ts'

export type DonneesSuite = {
  readonly decision: DecisionDetaillee
  readonly suite: SuiteDetaillee | null
  readonly membre: MembreAuTableau
  readonly acteur: Acteur
  readonly aujourdhui: string
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
  /** Where the form is posted, and the projet downloaded: another address when the page is opened by a signed link. */
  readonly adresse?: string
}

/** Where the forms of this sequel are posted. */
export const adresseDe = ({ decision, membre, adresse }: DonneesSuite): string =>
  adresse ?? `/decisions/${decision.id}/suites/${membre.organismeId}`
