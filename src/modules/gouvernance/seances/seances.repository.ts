import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Regle } from '../domain/regle.ts'
import type { StatutSeance } from '../domain/seance.ts'

/** A séance with the rule of its instance, as decisions read it. */
export type Seance = {
  readonly id: string
  readonly instanceId: string
  readonly instance: string
  readonly statut: StatutSeance
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly presideePar: string | null
  readonly secondeConvocation: boolean
  readonly pointCourant: string | null
  readonly sequenceAgenda: number
  readonly motifDerogation: string | null
  readonly convoqueeLe: Date | null
  readonly ouverteLe: Date | null
  readonly closeLe: Date | null
  readonly fictif: string | null
  readonly version: number
  readonly regle: Regle
  readonly delaiJours: number
  readonly fonctionVotante: 'presidence' | 'direction'
  readonly presidence: 'coordonnateur' | 'tournante' | 'elue' | 'codirection'
}

const seances = (tx: Tx) =>
  tx
    .selectFrom('seance as s')
    .innerJoin('instance as i', 'i.id', 's.instance_id')
    .select([
      's.id',
      's.instance_id as instanceId',
      'i.nom as instance',
      's.statut',
      's.debut_le as debutLe',
      's.duree_minutes as dureeMinutes',
      's.lieu',
      's.visio',
      's.preside_par as presideePar',
      's.point_courant as pointCourant',
      's.sequence_agenda as sequenceAgenda',
      's.motif_derogation as motifDerogation',
      's.convoquee_le as convoqueeLe',
      's.ouverte_le as ouverteLe',
      's.close_le as closeLe',
      's.fictif',
      's.version',
      'i.delai_convocation_jours as delaiJours',
      'i.fonction_votante as fonctionVotante',
      'i.presidence',
      sql<Regle>`coalesce(s.regle, i.regle)`.as('regle'),
      sql<boolean>`s.seconde_convocation_de is not null`.as('secondeConvocation'),
    ])

/** A séance, or null when this cooperation has none under that identifier. */
export async function findSeance(tx: Tx, id: string): Promise<Seance | null> {
  return (await seances(tx).where('s.id', '=', id).executeTakeFirst()) ?? null
}

/** The séance, held for the length of the transaction: two people who act at once are served one after the other. */
export async function lockSeance(tx: Tx, id: string): Promise<Seance | null> {
  return (await seances(tx).where('s.id', '=', id).forUpdate('s').executeTakeFirst()) ?? null
}

export async function updateSeance(
  tx: Tx,
  id: string,
  valeurs: Partial<{
    statut: StatutSeance
    debut_le: Date
    duree_minutes: number
    lieu: string
    visio: string
    preside_par: string | null
    point_courant: string | null
    convoquee_le: Date
    ouverte_le: Date
    close_le: Date
    sequence_agenda: number
    motif_derogation: string | null
    motif_annulation: string
  }>,
): Promise<void> {
  await tx.updateTable('seance').set(valeurs).where('id', '=', id).execute()
}
