import { ajouterJours, jourDe } from '#shared/dates.ts'
import type { Mesure } from '../domain/mesures.ts'
import { RUBRIQUE } from '../vues.tsx'

export const PAS_DE_RECUL = 'pas assez de recul'
export const UN = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

export type Fenetre = {
  readonly maintenant: Date
  readonly jours: number
  /** All the centres together, or one's own. */
  readonly tous: boolean
}

/** Where a figure leads: the files it counts. A centre opens its own; those of the others are not its to read. */
export function listesDe({ maintenant, jours, tous }: Fenetre) {
  const depuis = ajouterJours(jourDe(maintenant), -jours)
  return (vue: string, type?: string): string | undefined =>
    tous
      ? undefined
      : `${RUBRIQUE}?${new URLSearchParams({ vue, ...(vue !== 'guichet' && { depuis }), ...(type && { type }) })}`
}

/** What a measure says, or that there are too few answered files to say it. */
export const dire = (mesure: Mesure | null, valeur: (m: Mesure) => string): string =>
  mesure ? valeur(mesure) : PAS_DE_RECUL
