import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Regle } from '../domain/regle.ts'
import type { Choix, Siege, Verdict } from '../domain/verdict.ts'

export type ScrutinEnregistre = {
  readonly id: string
  readonly pointId: string
  readonly question: string
  readonly regle: Regle
  readonly sieges: readonly Siege[]
  readonly porte: readonly string[]
  readonly ouvertLe: Date
  readonly closLe: Date | null
  readonly verdict: Verdict | null
  readonly version: number
}

/** The votes held at a séance, in the order in which they opened. */
export function listScrutins(tx: Tx, seanceId: string): Promise<ScrutinEnregistre[]> {
  return tx
    .selectFrom('scrutin')
    .select([
      'id',
      'point_id as pointId',
      'question',
      sql<Regle>`regle`.as('regle'),
      sql<Siege[]>`electeurs`.as('sieges'),
      'porte',
      'ouvert_le as ouvertLe',
      'clos_le as closLe',
      sql<Verdict | null>`verdict`.as('verdict'),
      'version',
    ])
    .where('seance_id', '=', seanceId)
    .orderBy('ouvert_le')
    .execute()
}

export type VoteEnregistre = {
  readonly id: string
  readonly scrutinId: string
  readonly organismeId: string
  readonly choix: Choix
  readonly motif: string
  readonly parPouvoirDe: string | null
  readonly saisiLe: Date
  readonly rectifie: string | null
  readonly motifRectification: string | null
}

/** Every vote entered at a séance, corrections included. */
export function listVotes(tx: Tx, seanceId: string): Promise<VoteEnregistre[]> {
  return tx
    .selectFrom('vote as v')
    .innerJoin('scrutin as s', 's.id', 'v.scrutin_id')
    .select([
      'v.id',
      'v.scrutin_id as scrutinId',
      'v.organisme_id as organismeId',
      'v.choix',
      'v.motif',
      'v.par_pouvoir_de as parPouvoirDe',
      'v.saisi_le as saisiLe',
      'v.rectifie',
      'v.motif_rectification as motifRectification',
    ])
    .where('s.seance_id', '=', seanceId)
    .orderBy('v.saisi_le')
    .execute()
}

/** The votes that still hold: those that no other entry corrects. */
export function votesEnVigueur<V extends { readonly id: string; readonly rectifie: string | null }>(
  votes: readonly V[],
): V[] {
  const corriges = new Set(votes.map(({ rectifie }) => rectifie))
  return votes.filter(({ id }) => !corriges.has(id))
}
