import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeDecision } from '../../domain/regle.ts'
import type { GenrePoint } from '../../domain/seance.ts'

export type Point = {
  readonly id: string
  readonly ordre: number
  readonly question: string
  readonly expose: string
  readonly proposition: string
  readonly genre: GenrePoint
  readonly typeDecision: TypeDecision | null
  readonly porte: readonly string[]
  readonly indivisible: boolean
  readonly sujetId: string | null
  readonly conventionId: string | null
  readonly ajouteEnSeance: boolean
  readonly piecesTardives: boolean
  readonly compteRendu: string
  readonly confidentiel: boolean
  readonly statut: 'a_traiter' | 'en_cours' | 'traite' | 'reporte'
  readonly commenceLe: Date | null
  readonly traiteLe: Date | null
  readonly version: number
}

/** The agenda, in order. */
export function listPoints(tx: Tx, seanceId: string): Promise<Point[]> {
  return tx
    .selectFrom('point')
    .select([
      'id',
      'ordre',
      'question',
      'expose',
      'proposition',
      'genre',
      sql<TypeDecision | null>`type_decision`.as('typeDecision'),
      'porte',
      'indivisible',
      'sujet_id as sujetId',
      'convention_id as conventionId',
      'ajoute_en_seance as ajouteEnSeance',
      'pieces_tardives as piecesTardives',
      'compte_rendu as compteRendu',
      'confidentiel',
      'statut',
      'commence_le as commenceLe',
      'traite_le as traiteLe',
      'version',
    ])
    .where('seance_id', '=', seanceId)
    .orderBy('ordre')
    .execute()
}

/** What else was written of the last point that carried this subject and was not treated; null when there is none. */
export const findPointReporte = (tx: Tx, sujetId: string) =>
  tx
    .selectFrom('point')
    .select([
      'proposition',
      sql<TypeDecision | null>`type_decision`.as('typeDecision'),
      'indivisible',
      'confidentiel',
    ])
    .where('sujet_id', '=', sujetId)
    .where('statut', '=', 'reporte')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
