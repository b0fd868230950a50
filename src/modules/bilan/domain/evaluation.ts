import { accepter, type Result, refuser } from '#shared/result.ts'

/** What is judged of an action, each from 0 to 4. */
export const CRITERES = {
  pertinence: 'Pertinence : répond-elle à un besoin réel ?',
  coherence: 'Cohérence : s’accorde-t-elle avec les autres actions ?',
  efficacite: 'Efficacité : ses objectifs sont-ils atteints ?',
  efficience: 'Efficience : ses moyens sont-ils proportionnés ?',
  utilite: 'Utilité : que change-t-elle pour les agents ?',
  valeur: 'Valeur pour les collectivités',
} as const
export type Critere = keyof typeof CRITERES
export const ORDRE_DES_CRITERES = Object.keys(CRITERES) as readonly Critere[]

export const ECHELLE = ['Pas du tout', 'Peu', 'Assez', 'Bien', 'Très bien'] as const

export type Issue = 'continuer' | 'amender' | 'etendre' | 'arreter'
export const LIBELLES_ISSUE: Readonly<Record<Issue, string>> = {
  continuer: 'Continuer',
  amender: 'Amender',
  etendre: 'Étendre à d’autres membres',
  arreter: 'Arrêter',
}

export type StatutEvaluation = 'proposition' | 'decision' | 'close'
export const LIBELLES_EVALUATION: Readonly<Record<StatutEvaluation, string>> = {
  proposition: 'Les directions proposent',
  decision: 'Les présidences décident',
  close: 'Conclue',
}

export type Avis = {
  readonly notes: Readonly<Record<Critere, number | null>>
  readonly preuves: string
  readonly proposition: Issue
  readonly motif: string
}
export type RefusAvis = { readonly code: 'notes-manquantes' } | { readonly code: 'motif-manquant' }

/** Checks the line of a member: at least three criteria judged; whoever proposes to change something says why. */
export function verifierAvis(avis: Avis): Result<Avis, RefusAvis> {
  const notes = Object.values(avis.notes).filter((note) => note !== null)
  if (notes.length < 3) return refuser({ code: 'notes-manquantes' })
  return avis.proposition !== 'continuer' && avis.motif.trim() === ''
    ? refuser({ code: 'motif-manquant' })
    : accepter(avis)
}

export type SyntheseDesAvis = {
  readonly exprimes: number
  readonly attendus: number
  /** By criterion, from the lowest to the highest note given; null when nobody gave one. */
  readonly etendues: Readonly<Record<Critere, { readonly min: number; readonly max: number } | null>>
  readonly propositions: Readonly<Record<Issue, number>>
  /** What all proposed, when all those who spoke proposed the same. */
  readonly accord: Issue | null
}

/** What the lines say together: ranges, never a mean that would hide a disagreement; silence is counted. */
export function synthetiser(avis: readonly Avis[], attendus: number): SyntheseDesAvis {
  const etendue = (critere: Critere) => {
    const notes = avis.map(({ notes: n }) => n[critere]).filter((note) => note !== null)
    return notes.length === 0 ? null : { min: Math.min(...notes), max: Math.max(...notes) }
  }
  const combien = (issue: Issue) => avis.filter(({ proposition }) => proposition === issue).length
  const premier = avis[0]?.proposition
  return {
    exprimes: avis.length,
    attendus,
    etendues: {
      pertinence: etendue('pertinence'),
      coherence: etendue('coherence'),
      efficacite: etendue('efficacite'),
      efficience: etendue('efficience'),
      utilite: etendue('utilite'),
      valeur: etendue('valeur'),
    },
    propositions: {
      continuer: combien('continuer'),
      amender: combien('amender'),
      etendre: combien('etendre'),
      arreter: combien('arreter'),
    },
    accord: premier !== undefined && combien(premier) === avis.length ? premier : null,
  }
}

/**
 * What a conclusion proposes to the programme, in the deeds that the programme has; null when nothing has to change. Never done by itself:
 * the coordination does it on the sheet of the action.
 */
export function gestePropose(issue: Issue, statut: string): 'evaluer' | 'abandonner' | null {
  if (issue === 'arreter')
    return ['proposee', 'retenue', 'en_preparation', 'en_cours', 'en_pause', 'reportee'].includes(statut)
      ? 'abandonner'
      : null
  return statut === 'realisee' ? 'evaluer' : null
}
