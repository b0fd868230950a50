import { type EtatSiege, entreesEnVigueur, presencesA } from '../../domain/presence.ts'
import { regleApplicable } from '../../domain/regle.ts'
import { type Choix, depouiller, electeurs, etatElecteur, type Verdict } from '../../domain/verdict.ts'
import type { Point } from '../../seances/points/points.repository.ts'
import { votesEnVigueur } from '../../seances/scrutins.repository.ts'
import type { SiegeNomme } from '../../seances/sieges.repository.ts'
import type { Registre, ScrutinAuRegistre } from '../presences/registre.queries.ts'

export type LigneDeVote = {
  readonly siege: SiegeNomme
  readonly vote: Choix | null
  readonly voteId: string | null
  readonly motif: string
  readonly etat: EtatSiege
  /** Votes on this point; the others are informed. */
  readonly participe: boolean
  readonly peutVoter: boolean
}

export type VueDuPoint = {
  readonly scrutin: ScrutinAuRegistre | null
  readonly lignes: readonly LigneDeVote[]
  /** What the quorum and the vote give now, or gave when it was closed. */
  readonly verdict: Verdict
  readonly enSeance: number
}

/**
 * One line per seat for a point: who is there (or was, when its vote closed), what it said, and what the rule makes of it.
 * @param maintenant the instant of reading, for a vote that is not closed
 */
export function voirPoint(registre: Registre, point: Point, maintenant: Date): VueDuPoint {
  const scrutin = registre.scrutins.filter(({ pointId }) => pointId === point.id).at(-1) ?? null
  const instant = scrutin?.closLe ?? point.traiteLe ?? registre.closeLe ?? maintenant
  const presences = presencesA(registre.presences, instant, registre.regle.pouvoirsMaxParSiege)
  const regle = scrutin?.regle ?? regleApplicable(registre.regle, point.typeDecision)
  const sieges = scrutin?.sieges ?? registre.sieges
  const votants = electeurs({ regle, sieges, porte: scrutin?.porte ?? point.porte })
  const votes = votesEnVigueur(scrutin?.votes ?? [])
  const verdict =
    scrutin?.verdict ??
    depouiller({
      regle,
      sieges,
      porte: point.porte,
      presences,
      bulletins: votes,
      presideePar: registre.presideePar,
      secondeConvocation: registre.secondeConvocation,
    })
  const lignes = registre.sieges.map((siege) => {
    const vote = votes.find(({ organismeId }) => organismeId === siege.organismeId)
    const votant = votants.find(({ organismeId }) => organismeId === siege.organismeId)
    return {
      siege,
      vote: vote?.choix ?? null,
      voteId: vote?.id ?? null,
      motif: vote?.motif ?? '',
      etat: presences.get(siege.organismeId) ?? ({ etat: 'absent' } as const),
      participe: point.porte.includes(siege.organismeId),
      peutVoter: votant !== undefined && etatElecteur(votant, votants, presences) !== 'absent',
    }
  })
  return { scrutin, lignes, verdict, enSeance: entreesEnVigueur(registre.presences).length }
}
