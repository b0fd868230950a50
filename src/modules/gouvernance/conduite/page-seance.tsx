import type { ConventionAEcheance } from '#modules/schema'
import type { Saisies } from '#platform/http/contexte.ts'
import type { Faute } from '#platform/http/formulaire.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { DecisionAuTableau, MembreAuTableau } from '../decisions/decisions.queries.ts'
import type { Point } from '../seances/points/points.repository.ts'
import { pageSeancePreparee } from '../seances/seance-preparee.page.tsx'
import type { InvitationEnListe, PieceDePoint, SujetEnListe } from '../seances/seances.queries.ts'
import type { Registre } from './presences/registre.queries.ts'
import { pageSeanceEnCours } from './seance-en-cours.page.tsx'
import type { VueDuPoint } from './vote/vue-du-vote.ts'

/** The forms of the page that may come back with what was typed. */
export type FormulaireDeSeance = 'presence' | 'vote'

export type DonneesSeance = {
  readonly registre: Registre
  readonly points: readonly Point[]
  readonly membres: readonly MembreAuTableau[]
  readonly decisions: readonly DecisionAuTableau[]
  readonly invitations: readonly InvitationEnListe[]
  readonly pieces: readonly PieceDePoint[]
  /** What waits for a séance being prepared. */
  readonly aReprendre?: {
    readonly sujets: readonly SujetEnListe[]
    readonly conventions: readonly ConventionAEcheance[]
  }
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly pointId?: string | undefined
  readonly alerte?: string | undefined
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  /** The form to which the faults and the typed values belong. */
  readonly formulaire?: FormulaireDeSeance | undefined
  readonly statut?: number
  /** A vote whose closing waits for a confirmation. */
  readonly aConfirmer?: string
}

/** What a part of the page around one point is drawn from. */
export type PartieDePoint = {
  readonly donnees: DonneesSeance
  readonly point: Point
  readonly vue: VueDuPoint
}

/** A séance is prepared, held, then told: one address, the page that its state asks for. */
export function pageSeance(donnees: DonneesSeance): ContenuDePage {
  const { statut } = donnees.registre
  return ['planifiee', 'convoquee', 'annulee', 'reportee'].includes(statut)
    ? pageSeancePreparee(donnees)
    : pageSeanceEnCours(donnees)
}
