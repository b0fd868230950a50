import { direJour, type Jour, joursInclus, type Pas, pas, plusJours } from '../socle/index.ts'
import { carte } from './carte.ts'

/** Consecutive calendar days of resumed work that end the exemption. */
export const JOURS_DE_REPRISE = 30

const REGLE = carte(
  'opposabilite',
  'Date à partir de laquelle l’adhésion obligatoire s’impose à l’agent',
  'loi 2025-1251, art. 5 ; BIP, fiche PARTIC',
  'date',
  { du: '2025-12-24', confiance: '?' },
)
const REGLE_SIMPLE = { ...REGLE, confiance: 'C' as const }

/** A return to work; no end: still at work. */
export interface Reprise {
  readonly debut: Jour
  readonly fin?: Jour | undefined
}

export interface SituationAuDebut {
  readonly debutContrat: Jour
  readonly enCongeAuDebut: boolean
  readonly contratIndividuel: boolean
  /** In order, none sharing a day with another. */
  readonly reprises: readonly Reprise[]
}

/**
 * When the duty to join binds an agent: on the first day of the contract, except for one who holds an individual contract and
 * is on leave for health that day: then the day after 30 consecutive days of resumed work (counted as calendar days: no text
 * says otherwise, hence the unconfirmed card).
 * @returns the day, or null as long as the agent is not bound
 */
export function lieeLe(situation: SituationAuDebut): {
  readonly jour: Jour | null
  readonly explication: readonly Pas[]
} {
  const { debutContrat, enCongeAuDebut, contratIndividuel } = situation
  const valeurs = { debutContrat, enCongeAuDebut, contratIndividuel }
  if (!enCongeAuDebut || !contratIndividuel) {
    const formule = `${enCongeAuDebut ? 'en congé, mais sans contrat individuel' : 'pas en congé pour raison de santé au début du contrat'} : l’adhésion s’impose dès le ${direJour(debutContrat)}`
    return { jour: debutContrat, explication: [pas(REGLE_SIMPLE, formule, valeurs, debutContrat)] }
  }
  const reprise = suites(situation.reprises).find(
    ({ debut, fin }) =>
      debut > debutContrat && (fin === undefined || joursInclus(debut, fin) >= JOURS_DE_REPRISE),
  )
  const jour = reprise ? plusJours(reprise.debut, JOURS_DE_REPRISE) : null
  const formule = reprise
    ? `reprise le ${direJour(reprise.debut)}, ${JOURS_DE_REPRISE} jours calendaires consécutifs accomplis : adhésion opposable ensuite`
    : `aucune reprise d’au moins ${JOURS_DE_REPRISE} jours consécutifs : l’agent garde la participation sur son contrat individuel`
  return { jour, explication: [pas(REGLE, formule, valeurs, jour)] }
}

/** Returns to work that follow each other without a day between are one. */
function suites(reprises: readonly Reprise[]): Reprise[] {
  const jointes: Reprise[] = []
  for (const reprise of [...reprises].sort((a, b) => (a.debut < b.debut ? -1 : 1))) {
    const avant = jointes.at(-1)
    if (avant?.fin !== undefined && plusJours(avant.fin, 1) === reprise.debut)
      jointes[jointes.length - 1] = { debut: avant.debut, fin: reprise.fin }
    else jointes.push(reprise)
  }
  return jointes
}
