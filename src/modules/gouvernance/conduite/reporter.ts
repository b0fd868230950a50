import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import type { GenrePoint } from '../domain/seance.ts'
import type { Seance } from '../seances/seances.repository.ts'

type PointNonTraite = {
  readonly id: string
  readonly question: string
  readonly expose: string
  readonly genre: GenrePoint
  readonly porte: string[]
}

/**
 * A point written straight into the agenda and not treated becomes a subject to decide; the point keeps what else was written of it (its
 * proposal, its mark « réservé aux membres »), found again when the subject is taken up. A convention or a document comes back by itself.
 */
export async function proposerANouveau(
  tx: Tx,
  acteur: Acteur,
  seance: Seance,
  point: PointNonTraite,
  maintenant: Date,
): Promise<void> {
  const sujet = nouvelId(+maintenant)
  const { id, question, expose, genre, porte } = point
  await tx
    .insertInto('sujet')
    .values({
      id: sujet,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      instance_id: seance.instanceId,
      question,
      expose,
      genre,
      porte,
      propose_le: maintenant,
    })
    .execute()
  await tx.updateTable('point').set({ sujet_id: sujet }).where('id', '=', id).execute()
}
