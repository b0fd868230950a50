import { type Jour, plusAnnees, plusMois } from '../socle/index.ts'

/** Longest convention de participation, and its prolongation for reasons of general interest, in years. Source: décret 2011-1474, art. 19 (R). */
export const DUREE_MAXIMUM = { annees: 6, prolongation: 1 } as const

/** What a convention promises beside its rates. */
export interface Convention {
  readonly debut: Jour
  /** Last day. */
  readonly terme: Jour
  readonly preavisMois: number
  /** S/P (per cent) under which no rise may be asked; null: no such clause. */
  readonly seuilSP: number | null
}

/** A breach of the contract, for an alert. */
export type Alerte = 'duree-excessive' | 'preavis-trop-court' | 'sp-sous-le-seuil'

/**
 * Breaches of the clauses of a convention by a revision that the insurer asks: notice given too late, S/P under the
 * threshold, duration over 6 years (7 when prolonged).
 * @param demande day of the letter, day from which the new rate would apply, S/P that justifies it
 */
export function alertesDe(
  convention: Convention,
  demande: { readonly recueLe: Jour; readonly effetLe: Jour; readonly ratioSP: number | null },
): readonly Alerte[] {
  const { debut, terme, preavisMois, seuilSP } = convention
  const { annees, prolongation } = DUREE_MAXIMUM
  const alertes: Alerte[] = []
  if (terme >= plusAnnees(debut, annees + prolongation)) alertes.push('duree-excessive')
  if (plusMois(demande.recueLe, preavisMois) > demande.effetLe) alertes.push('preavis-trop-court')
  if (seuilSP !== null && demande.ratioSP !== null && demande.ratioSP < seuilSP)
    alertes.push('sp-sous-le-seuil')
  return alertes
}

/** A reason for not joining a mandatory contract. None is in force: the decree is not published. */
export interface Dispense {
  readonly id: string
  readonly libelle: string
  readonly active: boolean
  readonly source: string
}

/** Presets copied from the scheme of the State, which does not bind the territorial service: switched off until a decree. */
export const DISPENSES: readonly Dispense[] = [
  {
    id: 'contrat-individuel',
    libelle: 'Contrat individuel en cours : jusqu’à son échéance, douze mois au plus',
    active: false,
    source:
      'modèle de la fonction publique de l’État (décret du 28 mai 2025), non applicable à la territoriale',
  },
  {
    id: 'cdd-court',
    libelle: 'Contrat de moins de six mois',
    active: false,
    source:
      'modèle de la fonction publique de l’État (décret du 28 mai 2025), non applicable à la territoriale',
  },
  {
    id: 'accord',
    libelle: 'Cas ajouté par un accord collectif',
    active: false,
    source: 'loi 2025-1251 : un accord peut en prévoir ; décret attendu',
  },
]
