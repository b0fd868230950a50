import { lieeLe } from '@maillage/prevoyance/collectif'
import {
  calculerTout,
  colonnesPour,
  ecrireAgent,
  entreesDe,
  MINIMUM_LEGAL,
  SITUATIONS,
} from '@maillage/prevoyance/moteur'
import type { AgentRecense } from '@maillage/prevoyance/recensement'
import { ajouterJours, type Jour } from '#shared/dates.ts'

/** Why an agent is not bound, or no longer is dispensed. No other case is in force: the decree is not published. */
export type MotifDispense = 'conge' | 'accord' | 'fin'
export const MOTIFS_DISPENSE: Readonly<Record<MotifDispense, string>> = {
  conge: 'En arrêt au début du contrat, avec un contrat individuel (loi du 22 décembre 2025, art. 5)',
  accord: 'Cas prévu par l’accord collectif',
  fin: 'Fin de la dispense : l’agent adhère',
}

export type Dispense = {
  readonly matricule: string
  readonly motif: MotifDispense
  readonly declareeLe: Jour
  readonly jusquau: Jour | null
  readonly repriseLe: Jour | null
}

export type LigneDePaie = {
  readonly matricule: string
  readonly statut: string
  readonly regime: string
  /** Cents a month. */
  readonly assiette: number
  readonly cotisation: number
  readonly partEmployeur: number
  readonly partAgent: number
  /** Day from which joining binds the agent; null as long as it does not. */
  readonly opposableLe: Jour | null
  readonly observation: string
}

/**
 * Contributions of each agent for a month, by the engine of the contract: base (pay, NBI and recurring RI), contribution, share of the employer.
 * @param taux thousandths of one per cent of the base; `part`, share of the employer, thousandths of one per cent of the contribution
 * @param au a day of the month that is paid, on which legal values depend (from 2025 on)
 * @throws RangeError in French before the first values recorded
 */
export function cotisationsDe(
  agents: readonly AgentRecense[],
  { taux, part, au }: { readonly taux: number; readonly part: number; readonly au: Jour },
): {
  readonly assiette: number
  readonly cotisation: number
  readonly partEmployeur: number
  readonly partAgent: number
}[] {
  const colonnes = colonnesPour(agents.length)
  for (const [rang, agent] of agents.entries())
    ecrireAgent(colonnes, rang, entreesDe(agent, SITUATIONS.ACTIVITE, au))
  const option = { ...MINIMUM_LEGAL, participationTaux: 0, participationTauxTotal: part }
  const offre = {
    tauxIncapacite: taux,
    tauxInvaliditeOffre: 0,
    tauxRetraite: 0,
    tauxDeces: 0,
    tauxRenfort: 0,
  }
  // A second bid at a hundred per cent gives the base itself, rounded as the engine rounds it.
  const sorties = calculerTout(
    colonnes,
    agents.length,
    [option],
    [[offre, { ...offre, tauxIncapacite: 100_000 }]],
    au,
  )
  return agents.map((_, rang) => ({
    assiette: sorties.cotisation[rang * 2 + 1]!,
    cotisation: sorties.cotisation[rang * 2]!,
    partEmployeur: sorties.partEmployeur[rang * 2]!,
    partAgent: sorties.partAgent[rang * 2]!,
  }))
}

const auPlusTot = (jour: Jour, effetLe: Jour): Jour => (jour > effetLe ? jour : effetLe)

/**
 * When joining binds an agent, never before the contract takes effect, and why not before. An agent on leave at the start who holds an individual contract is bound after thirty days of
 * resumed work; a case of the agreement lasts until its day, or until its end is declared.
 */
export function opposabiliteDe(
  agent: Pick<AgentRecense, 'matricule' | 'conge' | 'contratIndividuel'>,
  dispense: Dispense | null,
  effetLe: Jour,
): { readonly le: Jour | null; readonly observation: string } {
  if (dispense?.motif === 'fin') return { le: auPlusTot(dispense.declareeLe, effetLe), observation: '' }
  if (dispense?.motif === 'accord')
    return {
      le: dispense.jusquau && auPlusTot(ajouterJours(dispense.jusquau, 1), effetLe),
      observation: dispense.jusquau ? 'dispensé, accord collectif' : 'dispensé, accord collectif, sans terme',
    }
  const protege = dispense?.motif === 'conge' || (agent.conge !== null && agent.contratIndividuel === true)
  // Back at work by the first day: not on leave at the start.
  const repris = dispense?.repriseLe != null && dispense.repriseLe <= effetLe
  if (!protege || repris) return { le: effetLe, observation: '' }
  const reprises = dispense?.repriseLe ? [{ debut: dispense.repriseLe }] : []
  const { jour } = lieeLe({ debutContrat: effetLe, enCongeAuDebut: true, contratIndividuel: true, reprises })
  return {
    le: jour,
    observation: jour
      ? 'opposable 30 jours après la reprise'
      : 'en arrêt au début, contrat individuel : pas encore opposable',
  }
}

/** The payroll of a month: every agent; those not bound at the end of the month owe nothing. */
export function lignesDePaie(
  agents: readonly AgentRecense[],
  dispenses: readonly Dispense[],
  contrat: {
    readonly taux: number
    readonly part: number
    readonly au: Jour
    readonly effetLe: Jour
    readonly finDeMois: Jour
  },
): LigneDePaie[] {
  const derniere = new Map(dispenses.map((dispense) => [dispense.matricule, dispense]))
  return cotisationsDe(agents, contrat).map((montants, rang) => {
    const agent = agents[rang]!
    const { le, observation } = opposabiliteDe(agent, derniere.get(agent.matricule) ?? null, contrat.effetLe)
    const du = le !== null && le <= contrat.finDeMois
    return {
      matricule: agent.matricule,
      statut: agent.statut,
      regime: agent.regime,
      assiette: montants.assiette,
      cotisation: du ? montants.cotisation : 0,
      partEmployeur: du ? montants.partEmployeur : 0,
      partAgent: du ? montants.partAgent : 0,
      opposableLe: le,
      observation,
    }
  })
}
