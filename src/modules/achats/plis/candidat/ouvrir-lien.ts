import type { Base, Tx } from '#platform/base/base.ts'
import {
  findMarche,
  listQuestionsPubliees,
  type MarcheLu,
  type QuestionLue,
} from '../../marche/marche.queries.ts'
import { findOperation, type OperationLue } from '../../operations/operations.queries.ts'
import { type CandidatLu, type DepotLu, findCandidat, findDepot } from '../plis.queries.ts'
import { lireLienDeDepot } from './lien.ts'

export type DepotOuvert = {
  readonly cooperationId: string
  readonly operation: OperationLue
  readonly marche: MarcheLu
  readonly depot: DepotLu
  readonly candidat: CandidatLu
  readonly questions: readonly QuestionLue[]
}

export const MOTIF = 'dépôt d’un pli scellé par le lien signé d’un courriel'

/** What the personal link of a bidder opens, read and nothing else. A link that was given anew since is `faux`. */
export async function ouvrirLienDeDepot(
  base: Base,
  secret: string,
  jeton: string,
  maintenant: Date,
): Promise<DepotOuvert | 'faux' | 'perime'> {
  const cible = lireLienDeDepot(secret, jeton, maintenant)
  if (typeof cible === 'string') return cible
  return base.enTantQueSysteme(MOTIF, cible.cooperationId, (tx) =>
    chargerLien(tx, cible.cooperationId, cible.lienId),
  )
}

/** The deposit behind the link of a bidder, with what concerns her alone. */
export async function chargerLien(
  tx: Tx,
  cooperationId: string,
  lienId: string,
): Promise<DepotOuvert | 'faux'> {
  const candidat = await findCandidat(tx, lienId)
  const operation = candidat && (await findOperation(tx, candidat.operationId))
  const marche = operation && (await findMarche(tx, operation.id))
  const depot = operation && (await findDepot(tx, operation.id, candidat.id))
  return candidat && operation && marche && depot
    ? {
        cooperationId,
        operation,
        marche,
        depot,
        candidat,
        questions: await listQuestionsPubliees(tx, operation.id),
      }
    : 'faux'
}
