import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type StatutSeance =
  | 'planifiee'
  | 'convoquee'
  | 'ouverte'
  | 'suspendue'
  | 'close'
  | 'pv_projet'
  | 'pv_approuve'
  | 'diffusee'
  | 'archivee'
  | 'annulee'
  | 'reportee'

export type GesteSeance =
  | 'convoquer'
  | 'ouvrir'
  | 'suspendre'
  | 'reprendre'
  | 'clore'
  | 'rediger_pv'
  | 'approuver_pv'
  | 'diffuser'
  | 'archiver'
  | 'annuler'
  | 'reporter'

/** The life of a séance. A postponed one leaves the place to another séance; nothing comes back from a closed one but its minutes. */
export const cycleSeance = {
  convoquer: { de: ['planifiee'], vers: 'convoquee', libelle: 'Convoquer la séance' },
  ouvrir: { de: ['convoquee'], vers: 'ouverte', libelle: 'Ouvrir la séance' },
  suspendre: { de: ['ouverte'], vers: 'suspendue', libelle: 'Suspendre la séance' },
  reprendre: { de: ['suspendue'], vers: 'ouverte', libelle: 'Reprendre la séance' },
  clore: { de: ['ouverte'], vers: 'close', libelle: 'Clore la séance' },
  rediger_pv: { de: ['close', 'pv_projet'], vers: 'pv_projet', libelle: 'Rédiger le procès-verbal' },
  approuver_pv: { de: ['pv_projet'], vers: 'pv_approuve', libelle: 'Approuver le procès-verbal' },
  diffuser: { de: ['pv_approuve'], vers: 'diffusee', libelle: 'Diffuser le procès-verbal' },
  archiver: { de: ['diffusee'], vers: 'archivee', libelle: 'Archiver la séance' },
  annuler: { de: ['planifiee', 'convoquee'], vers: 'annulee', libelle: 'Annuler la séance' },
  reporter: { de: ['planifiee', 'convoquee'], vers: 'reportee', libelle: 'Reporter la séance' },
} as const satisfies Cycle<StatutSeance, GesteSeance>

export const LIBELLES_SEANCE: Readonly<Record<StatutSeance, string>> = {
  planifiee: 'Planifiée',
  convoquee: 'Convoquée',
  ouverte: 'En cours',
  suspendue: 'Suspendue',
  close: 'Close',
  pv_projet: 'Procès-verbal en projet',
  pv_approuve: 'Procès-verbal approuvé',
  diffusee: 'Procès-verbal diffusé',
  archivee: 'Archivée',
  annulee: 'Annulée',
  reportee: 'Reportée',
}

export type GenrePoint = 'information' | 'orientation' | 'arbitrage' | 'vote' | 'election'

export const LIBELLES_POINT: Readonly<Record<GenrePoint, string>> = {
  information: 'Information',
  orientation: 'Orientation',
  arbitrage: 'Arbitrage',
  vote: 'Vote',
  election: 'Élection',
}

/** Kinds of points on which the instance votes; the others are taken note of. */
export const seVote = (genre: GenrePoint): boolean => genre !== 'information'

export type RefusCloture =
  | TransitionRefusee<StatutSeance, GesteSeance>
  | { readonly code: 'scrutin-ouvert'; readonly question: string }

/** Closing asks that no vote is still open: what was not treated is carried over, never lost. */
export function clore(
  seance: { readonly statut: StatutSeance },
  scrutinsOuverts: readonly { readonly question: string }[],
): Result<StatutSeance, RefusCloture> {
  const ouvert = scrutinsOuverts[0]
  if (ouvert) return refuser({ code: 'scrutin-ouvert', question: ouvert.question })
  return transiter(cycleSeance, seance.statut, 'clore')
}

export type RefusAgenda =
  | { readonly code: 'agenda-gele' }
  | { readonly code: 'unanimite-requise'; readonly presents: number; readonly accords: number }

/**
 * Who may change the agenda. It is free until the convocation, which freezes it; once the séance is open, a point is added with the agreement
 * of every seat present (règlement de coopération, usage des conférences).
 */
export function ajouterPoint(
  statut: StatutSeance,
  accord: { readonly presents: number; readonly accords: number },
): Result<{ readonly enSeance: boolean }, RefusAgenda> {
  if (statut === 'planifiee') return accepter({ enSeance: false })
  if (statut !== 'ouverte') return refuser({ code: 'agenda-gele' })
  return accord.accords >= accord.presents && accord.presents > 0
    ? accepter({ enSeance: true })
    : refuser({ code: 'unanimite-requise', ...accord })
}
