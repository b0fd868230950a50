import {
  type ColonnesAgents,
  ENTREES_AGENT,
  ETAGES_SORTIES,
  type OptionMasse,
  PARAMETRES_MASSE,
  type ParametresMasse,
  SORTIES,
  type SortiesMasse,
} from '../genere/masse.gen.ts'
import { type NomParametre, PARAMETRES } from '../parametres/index.ts'
import { fractionPayee } from '../recensement/paie.ts'
import type { AgentRecense } from '../recensement/types.ts'
import type { Jour } from '../socle/jours.ts'
import { valeurAu } from '../socle/parametre.ts'
import type { Situation } from './situation.ts'

export {
  type ColonnesAgents,
  calculerColonnes,
  ETAGES_SORTIES,
  type OffreMasse,
  type OptionMasse,
  type ParametresMasse,
  SORTIES,
  type SortiesMasse,
  sommerParGroupe,
} from '../genere/masse.gen.ts'

/** Inputs of the point rules for one agent: the same for the kernel and for the explained path. */
export type EntreesAgent = Readonly<Record<keyof ColonnesAgents, number>>

/** Quarters of a full pension, and the age from which they are supposed to be acquired one by one: estimate, for lack of a column. */
const TRIMESTRES_REQUIS = 172
const AGE_DE_DEBUT = 22

/**
 * Inputs of one agent of a census in a situation. Years of service are estimated from the age (no column gives them); the
 * invalidity that is priced is the one the decree guarantees: 60 % for the CNRACL, 2nd category for the régime général.
 * @param jour census date
 */
export function entreesDe(agent: AgentRecense, situation: Situation, jour: Jour): EntreesAgent {
  const fraction = fractionPayee(agent)
  const age = Number(jour.slice(0, 4)) - agent.anneeNaissance
  const cnracl = agent.regime === 'CNRACL'
  return {
    regime: cnracl ? 0 : 1,
    indiceMajore: agent.indiceMajore ?? 0,
    traitementHorsIndice: agent.traitementMensuel ?? 0,
    fractionNum: fraction.numerateur,
    fractionDen: fraction.denominateur,
    nbiPoints: agent.nbiPoints,
    ri: agent.riMensuel,
    tauxPaye: situation.tauxPaye,
    tauxNbiPaye: situation.tauxNbiPaye,
    tauxRiMaintenu: situation.tauxRiMaintenu,
    demi: situation.demi,
    joursIjss: situation.joursIjss,
    autresPrestations: situation.autresPrestations,
    trimestres: Math.min(TRIMESTRES_REQUIS, Math.max(0, age - AGE_DE_DEBUT) * 4),
    trimestresRequis: TRIMESTRES_REQUIS,
    tauxInvalidite: 60_000,
    categorieInvalidite: 2,
    imputable: 0,
    invaliditeAggravee: 0,
    sousAgeLegal: age < valeurAu<number>(PARAMETRES.ageLegal, jour, 'l’âge légal') ? 1 : 0,
  }
}

/** Columns of `n` agents, to fill with `ecrireAgent`. */
export const colonnesPour = (n: number): ColonnesAgents =>
  Object.fromEntries(ENTREES_AGENT.map((nom) => [nom, new Float64Array(n)])) as unknown as ColonnesAgents

/** Writes one agent at its rank. */
export function ecrireAgent(colonnes: ColonnesAgents, rang: number, entrees: EntreesAgent): void {
  for (const nom of ENTREES_AGENT) colonnes[nom][rang] = entrees[nom]
}

/** Parameters of the kernel on a day. @throws RangeError in French before the first one recorded */
export const parametresMasse = (jour: Jour): ParametresMasse =>
  Object.fromEntries(
    PARAMETRES_MASSE.map((nom) => [nom, valeurAu<number>(PARAMETRES[nom satisfies NomParametre], jour, nom)]),
  ) as unknown as ParametresMasse

/** Room for the results of `n` agents (or groups), by output, at its own floor. */
export function sortiesPour(n: number, options: number, offres: number): SortiesMasse {
  const tailles = { agent: n, option: n * options, offre: n * options * offres }
  return Object.fromEntries(
    SORTIES.map((nom) => [nom, new Float64Array(tailles[ETAGES_SORTIES[nom]])]),
  ) as unknown as SortiesMasse
}

/** Guarantees of an option that say nothing more than what is given: the legal minimum, mandatory, without supplement. */
export const MINIMUM_LEGAL: OptionMasse = {
  tauxTiNbi: 90_000,
  tauxRi: 40_000,
  tauxRente: 90_000,
  tauxRenfortRi: 0,
  tauxCapital: 0,
  assietteNbi: 1,
  assietteRi: 1,
  regimeParticipation: 1,
  participationMontant: 0,
  participationTaux: 50_000,
  participationTauxTotal: 0,
  participationPlancher: 0,
}

/** A census to price: columns, and the group (employer, lot…) of each agent. */
export interface Population {
  readonly agents: ColonnesAgents
  readonly nombre: number
  readonly groupes: Uint32Array
  readonly nombreDeGroupes: number
}
