import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import { type Result, refuser } from '#shared/result.ts'
import type { Statut } from './rubriques.ts'

export type Geste = 'relire' | 'approuver' | 'publier' | 'reprendre'

/** The life of a report: written, read by the directions, approved by the conference (its facts then stand still), published. */
export const cycleBilan = {
  relire: { de: ['brouillon'], vers: 'relu', libelle: 'Noter la relecture des directions' },
  approuver: { de: ['relu'], vers: 'approuve', libelle: 'Noter l’approbation' },
  publier: { de: ['approuve'], vers: 'publie', libelle: 'Publier' },
  reprendre: { de: ['relu'], vers: 'brouillon', libelle: 'Reprendre le brouillon' },
} as const satisfies Cycle<Statut, Geste>

export const LIBELLES_STATUT: Readonly<Record<Statut, string>> = {
  brouillon: 'Brouillon',
  relu: 'Relu par les directions',
  approuve: 'Approuvé',
  publie: 'Publié',
}

/** True while the words may still change and the facts still follow the rows. */
export const estOuvert = (statut: Statut): boolean => statut === 'brouillon' || statut === 'relu'

export type RefusBilan =
  | TransitionRefusee<Statut, Geste>
  | { readonly code: 'approbation-manquante' }
  | { readonly code: 'ouverture-manquante' }

/** Decides whether a deed may be done on a report. It is not read without its opening words, nor approved without the act that approves it. */
export function avancerBilan(
  statut: Statut,
  geste: Geste,
  porte: { readonly decisionId: string | null; readonly approbation: string; readonly ouverture: string },
): Result<Statut, RefusBilan> {
  const transition = transiter(cycleBilan, statut, geste)
  if (!transition.ok) return transition
  if (geste === 'relire' && porte.ouverture.trim() === '') return refuser({ code: 'ouverture-manquante' })
  if (geste === 'approuver' && porte.decisionId === null && porte.approbation.trim() === '')
    return refuser({ code: 'approbation-manquante' })
  return transition
}
