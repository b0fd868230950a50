import { type Jour, joursEntre } from '#shared/dates.ts'
import { inscriptionEnRetard, prochaineReunion, type Reunion } from './decision.ts'
import type { EtatSuite } from './suite.ts'

export type SuiteSuivie = {
  readonly organismeId: string
  readonly etat: EtatSuite
  readonly organe: string
  readonly reunionLe: Jour | null
  readonly dateActe: Jour | null
}

export type DecisionARelancer = {
  readonly id: string
  readonly numero: string
  readonly titre: string
  readonly adopteeLe: Jour
  readonly suites: readonly SuiteSuivie[]
}

export type MembreARelancer = {
  readonly organismeId: string
  readonly libelle: string
  readonly reunions: readonly Reunion[]
}

/** Why a member should be reminded, the most serious first. */
export type Motif = 'inscription_manquee' | 'vote_non_saisi' | 'transmission_en_attente' | 'aucune_date'

export type Relance = {
  readonly decision: Pick<DecisionARelancer, 'id' | 'numero' | 'titre'>
  readonly membre: Pick<MembreARelancer, 'organismeId' | 'libelle'>
  readonly motif: Motif
  /** The day since which it waits. */
  readonly depuis: Jour
  readonly jours: number
  /** The next meeting whose agenda is open, when there is one. */
  readonly prochaine: Reunion | null
}

/** Days after which an act voted and not executory deserves a question: sending and publishing take days, not weeks. */
const DELAI_EXECUTION = 15

/** Who must be reminded of what, for the decisions given, on a day; the longest wait first. */
export function listerRelances(
  decisions: readonly DecisionARelancer[],
  membres: readonly MembreARelancer[],
  aujourdhui: Jour,
): Relance[] {
  const relances = decisions.flatMap((decision) =>
    decision.suites.flatMap((suite) => {
      const membre = membres.find(({ organismeId }) => organismeId === suite.organismeId)
      const attente = membre && attenteDe(suite, decision, membre.reunions, aujourdhui)
      if (!membre || !attente) return []
      const { id, numero, titre } = decision
      return {
        decision: { id, numero, titre },
        membre: { organismeId: membre.organismeId, libelle: membre.libelle },
        ...attente,
        jours: joursEntre(attente.depuis, aujourdhui),
        prochaine: prochaineReunion(membre.reunions, suite.organe, aujourdhui),
      }
    }),
  )
  return relances.sort((a, b) => b.jours - a.jours || (a.membre.libelle < b.membre.libelle ? -1 : 1))
}

function attenteDe(
  suite: SuiteSuivie,
  decision: DecisionARelancer,
  reunions: readonly Reunion[],
  aujourdhui: Jour,
): { motif: Motif; depuis: Jour } | null {
  if (inscriptionEnRetard(suite, decision.adopteeLe, reunions, aujourdhui)) {
    const manquee = reunions.find(
      ({ organe, limiteInscription }) =>
        organe === suite.organe && limiteInscription > decision.adopteeLe && limiteInscription < aujourdhui,
    )
    return { motif: 'inscription_manquee', depuis: manquee?.limiteInscription ?? decision.adopteeLe }
  }
  if (suite.etat === 'inscrite' && suite.reunionLe && suite.reunionLe < aujourdhui)
    return { motif: 'vote_non_saisi', depuis: suite.reunionLe }
  if (
    (suite.etat === 'votee' || suite.etat === 'transmise') &&
    suite.dateActe &&
    joursEntre(suite.dateActe, aujourdhui) > DELAI_EXECUTION
  )
    return { motif: 'transmission_en_attente', depuis: suite.dateActe }
  if (suite.etat === 'a_inscrire' && !prochaineReunion(reunions, suite.organe, aujourdhui))
    return { motif: 'aucune_date', depuis: decision.adopteeLe }
  return null
}

/** The sentence that tells what is missing. */
export const direMotif: Readonly<Record<Motif, string>> = {
  inscription_manquee: 'n’a pas été inscrite à l’ordre du jour avant la date limite',
  vote_non_saisi: 'a été examinée, le vote n’est pas encore enregistré',
  transmission_en_attente: 'a été votée, l’acte n’est pas encore déclaré exécutoire',
  aucune_date: 'attend une date de réunion : le calendrier de ce membre est vide',
}
