import { accepter, type Result, refuser } from '#shared/result.ts'
import type { Presences } from './presence.ts'
import type { Regle, TypeDecision } from './regle.ts'
import { regleApplicable } from './regle.ts'
import type { GenrePoint, StatutSeance } from './seance.ts'
import { seVote } from './seance.ts'
import {
  type Choix,
  depouiller,
  electeurs,
  etatElecteur,
  type Scrutin,
  type Siege,
  type Verdict,
} from './verdict.ts'

export type RefusOuverture =
  | { readonly code: 'seance-non-ouverte' }
  | { readonly code: 'point-sans-vote' }
  | { readonly code: 'point-non-ouvert' }
  | { readonly code: 'scrutin-deja-ouvert' }
  | { readonly code: 'scrutin-deja-clos' }
  | { readonly code: 'quorum-perdu'; readonly presentes: number; readonly necessaires: number }

export type PointAVoter = {
  readonly genre: GenrePoint
  readonly statut: 'a_traiter' | 'en_cours' | 'traite' | 'reporte'
  readonly typeDecision: TypeDecision | null
  readonly porte: readonly string[]
  readonly scrutins: readonly { readonly ouvert: boolean; readonly issue: Verdict['issue'] | null }[]
}

/** The rule and the seats of a vote as they stand when it opens: the copy that the scrutin keeps. */
export type Instantane = Pick<Scrutin, 'regle' | 'sieges' | 'porte'>

/**
 * Decides whether a vote may open on a point: séance open, point under way, quorum of this point reached.
 * A vote that lacked its quorum may be held again; one that decided may not.
 */
export function ouvrirScrutin(
  seance: {
    readonly statut: StatutSeance
    readonly presideePar: string | null
    readonly secondeConvocation: boolean
  },
  point: PointAVoter,
  regleInstance: Regle,
  sieges: readonly Siege[],
  presences: Presences,
): Result<Instantane, RefusOuverture> {
  if (seance.statut !== 'ouverte') return refuser({ code: 'seance-non-ouverte' })
  if (!seVote(point.genre)) return refuser({ code: 'point-sans-vote' })
  if (point.statut !== 'en_cours') return refuser({ code: 'point-non-ouvert' })
  if (point.scrutins.some(({ ouvert }) => ouvert)) return refuser({ code: 'scrutin-deja-ouvert' })
  if (point.scrutins.some(({ issue }) => issue !== 'sans_quorum'))
    return refuser({ code: 'scrutin-deja-clos' })
  const instantane = { regle: regleApplicable(regleInstance, point.typeDecision), sieges, porte: point.porte }
  const { quorum } = depouiller({ ...seance, ...instantane, presences, bulletins: [] })
  return quorum.atteint
    ? accepter(instantane)
    : refuser({ code: 'quorum-perdu', presentes: quorum.presentes, necessaires: quorum.necessaires })
}

export type RefusVote =
  | { readonly code: 'scrutin-clos' }
  | { readonly code: 'non-participant' }
  | { readonly code: 'sans-voix-deliberative' }
  | { readonly code: 'absent-sans-pouvoir' }
  | { readonly code: 'objection-sans-motif' }
  | { readonly code: 'deja-vote'; readonly choix: Choix }
  | { readonly code: 'pas-votre-siege' }
  | { readonly code: 'rectification-sans-motif' }
  | { readonly code: 'rien-a-rectifier' }

export type DemandeVote = { readonly organismeId: string; readonly choix: Choix; readonly motif: string }

type ScrutinEnCours = Instantane & {
  readonly clos: boolean
  readonly presences: Presences
  readonly bulletins: readonly { readonly organismeId: string; readonly choix: Choix }[]
}

/** Who may enter the vote of a seat: the seat itself, the seat that holds its proxy, and the secretary, who writes what is said aloud. */
export type Votant = { readonly organismeId: string; readonly tientLaPlume: boolean }

function verifierSiege(
  scrutin: ScrutinEnCours,
  votant: Votant,
  { organismeId, choix, motif }: DemandeVote,
): Result<{ readonly pouvoirDe: string | null }, RefusVote> {
  if (scrutin.clos) return refuser({ code: 'scrutin-clos' })
  const siege = scrutin.sieges.find((s) => s.organismeId === organismeId)
  const votants = electeurs(scrutin)
  if (siege?.modalite === 'consultative') return refuser({ code: 'sans-voix-deliberative' })
  if (!siege || !votants.includes(siege)) return refuser({ code: 'non-participant' })
  const etat = scrutin.presences.get(organismeId)
  if (etatElecteur(siege, votants, scrutin.presences) === 'absent')
    return refuser({ code: 'absent-sans-pouvoir' })
  const mandataire = etat?.etat === 'represente' ? etat.par : null
  if (!votant.tientLaPlume && votant.organismeId !== organismeId && votant.organismeId !== mandataire)
    return refuser({ code: 'pas-votre-siege' })
  if (scrutin.regle.mode === 'consentement' && choix === 'contre' && !motif.trim())
    return refuser({ code: 'objection-sans-motif' })
  return accepter({ pouvoirDe: mandataire })
}

/** Decides whether a vote may be entered for a seat that has not voted yet. */
export function voter(
  scrutin: ScrutinEnCours,
  votant: Votant,
  demande: DemandeVote,
): Result<{ readonly pouvoirDe: string | null }, RefusVote> {
  const siege = verifierSiege(scrutin, votant, demande)
  if (!siege.ok) return siege
  const precedent = scrutin.bulletins.find(({ organismeId }) => organismeId === demande.organismeId)
  return precedent ? refuser({ code: 'deja-vote', choix: precedent.choix }) : siege
}

/** Decides whether the vote of a seat may be corrected while the scrutin is open: a new entry, with its reason; the first one stays. */
export function rectifierVote(
  scrutin: ScrutinEnCours,
  votant: Votant,
  demande: DemandeVote,
  motifRectification: string,
): Result<{ readonly pouvoirDe: string | null }, RefusVote> {
  const siege = verifierSiege(scrutin, votant, demande)
  if (!siege.ok) return siege
  if (!scrutin.bulletins.some(({ organismeId }) => organismeId === demande.organismeId))
    return refuser({ code: 'rien-a-rectifier' })
  return motifRectification.trim() ? siege : refuser({ code: 'rectification-sans-motif' })
}

export type RefusDepouillement =
  | { readonly code: 'scrutin-clos' }
  | { readonly code: 'votes-manquants'; readonly organismes: readonly string[] }

/**
 * Decides whether a vote may be closed, and what it gives. Seats in séance that said nothing must be confirmed as silent first
 * (`confirme`): a click too early must not count a president as absent from the vote.
 */
export function clore(
  scrutin: Scrutin & { readonly clos: boolean },
  confirme: boolean,
): Result<Verdict, RefusDepouillement> {
  if (scrutin.clos) return refuser({ code: 'scrutin-clos' })
  const votants = electeurs(scrutin)
  const muets = votants
    .filter((siege) => etatElecteur(siege, votants, scrutin.presences) !== 'absent')
    .filter(({ organismeId }) => !scrutin.bulletins.some((bulletin) => bulletin.organismeId === organismeId))
    .map(({ organismeId }) => organismeId)
  return muets.length > 0 && !confirme
    ? refuser({ code: 'votes-manquants', organismes: muets })
    : accepter(depouiller(scrutin))
}
