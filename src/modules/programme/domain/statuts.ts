import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import { type Result, refuser } from '#shared/result.ts'

export type Statut =
  | 'proposee'
  | 'retenue'
  | 'en_preparation'
  | 'en_cours'
  | 'realisee'
  | 'evaluee'
  | 'en_pause'
  | 'reportee'
  | 'abandonnee'

export type GesteStatut =
  | 'retenir'
  | 'preparer'
  | 'lancer'
  | 'realiser'
  | 'evaluer'
  | 'mettre_en_pause'
  | 'reporter'
  | 'reprendre'
  | 'abandonner'

/** The life of an action. « En retard » and « bloquée » are not states: they are read from dates and from what is said of them. */
export const cycleStatut = {
  retenir: { de: ['proposee', 'reportee'], vers: 'retenue', libelle: 'Retenir' },
  preparer: { de: ['retenue'], vers: 'en_preparation', libelle: 'Commencer la préparation' },
  lancer: { de: ['retenue', 'en_preparation'], vers: 'en_cours', libelle: 'Lancer' },
  realiser: { de: ['en_cours'], vers: 'realisee', libelle: 'Déclarer réalisée' },
  evaluer: { de: ['realisee'], vers: 'evaluee', libelle: 'Déclarer évaluée' },
  mettre_en_pause: { de: ['en_preparation', 'en_cours'], vers: 'en_pause', libelle: 'Mettre en pause' },
  reprendre: { de: ['en_pause'], vers: 'en_cours', libelle: 'Reprendre' },
  reporter: { de: ['proposee', 'retenue', 'en_preparation'], vers: 'reportee', libelle: 'Reporter' },
  abandonner: {
    de: ['proposee', 'retenue', 'en_preparation', 'en_cours', 'en_pause', 'reportee'],
    vers: 'abandonnee',
    libelle: 'Abandonner',
  },
} as const satisfies Cycle<Statut, GesteStatut>

export const LIBELLES_STATUT: Readonly<Record<Statut, string>> = {
  proposee: 'Proposée',
  retenue: 'Retenue',
  en_preparation: 'En préparation',
  en_cours: 'En cours',
  realisee: 'Réalisée',
  evaluee: 'Évaluée',
  en_pause: 'En pause',
  reportee: 'Reportée',
  abandonnee: 'Abandonnée',
}

/** Who does each deed, and what it must carry: keeping or dropping an action is decided together, the rest belongs to who leads it. */
export const EXIGENCES: Readonly<
  Record<
    GesteStatut,
    { readonly par: 'coordination' | 'chef'; readonly decision: boolean; readonly motif: boolean }
  >
> = {
  retenir: { par: 'coordination', decision: true, motif: false },
  preparer: { par: 'chef', decision: false, motif: false },
  lancer: { par: 'chef', decision: false, motif: false },
  realiser: { par: 'chef', decision: false, motif: false },
  evaluer: { par: 'coordination', decision: false, motif: false },
  mettre_en_pause: { par: 'chef', decision: false, motif: true },
  reprendre: { par: 'chef', decision: false, motif: false },
  reporter: { par: 'coordination', decision: false, motif: true },
  abandonner: { par: 'coordination', decision: true, motif: true },
}

/** States in which somebody is expected to say where the action stands. */
export const EN_MOUVEMENT: readonly Statut[] = ['en_preparation', 'en_cours']

export type RefusStatut =
  | TransitionRefusee<Statut, GesteStatut>
  | { readonly code: 'decision-manquante' }
  | { readonly code: 'motif-manquant' }

/** Decides whether a deed may be done on an action, with the decision and the reason it carries, and the state it leads to. */
export function avancerStatut(
  statut: Statut,
  geste: GesteStatut,
  porte: { readonly decisionId: string | null; readonly motif: string },
): Result<Statut, RefusStatut> {
  const transition = transiter(cycleStatut, statut, geste)
  if (!transition.ok) return transition
  if (EXIGENCES[geste].decision && porte.decisionId === null) return refuser({ code: 'decision-manquante' })
  if (EXIGENCES[geste].motif && porte.motif.trim() === '') return refuser({ code: 'motif-manquant' })
  return transition
}
