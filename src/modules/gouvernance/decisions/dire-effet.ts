import { compte } from '#shared/typographie.ts'
import { avancement, effetPour } from '../domain/decision.ts'
import type { EtatSuite } from '../domain/suite.ts'
import type { DecisionAuTableau } from './decisions.queries.ts'

const EFFETS = {
  effective: 'effective pour vous',
  en_cours: 'en attente de votre acte',
  rouverte: 'rouverte pour vous, après un rejet',
  suspendue: 'votre acte est pris ; elle attend les autres',
  informe: 'pour information',
} as const

const ACTE_EN_ROUTE: Readonly<Partial<Record<EtatSuite, string>>> = {
  inscrite: 'votre acte est inscrit, à voter',
  votee: 'votre acte est voté, à transmettre',
  transmise: 'votre acte est transmis, à rendre exécutoire',
}

/** What a decision is for one member, in words. */
export function direEffet(decision: DecisionAuTableau, organismeId: string): string {
  const effet = effetPour(decision, organismeId)
  const suite = decision.suites.find((s) => s.organismeId === organismeId)
  return (effet === 'en_cours' && suite && ACTE_EN_ROUTE[suite.etat]) || EFFETS[effet]
}

const GESTES_ATTENDUS: Readonly<Partial<Record<EtatSuite, string>>> = {
  votee: 'Enregistrer la transmission',
  transmise: 'Enregistrer le caractère exécutoire',
  executoire: 'Relire notre suite',
  sans_objet: 'Relire notre suite',
}

/** Words of the button that leads to one's own sequel: the deed that it waits for. */
export const gesteAttendu = (etat: EtatSuite): string => GESTES_ATTENDUS[etat] ?? 'Confirmer notre suite'
/** « 5 décisions suivies, 1 pleinement effective ». */
export function direSuivi(decisions: readonly DecisionAuTableau[]): string {
  const pleines = decisions.filter(
    (decision) => avancement(decision).abouties === decision.porte.length,
  ).length
  const effectives = pleines === 0 ? 'aucune' : `${pleines}`
  return `${compte(decisions.length, 'décision suivie', 'décisions suivies')}, ${effectives} pleinement effective${pleines > 1 ? 's' : ''}`
}
