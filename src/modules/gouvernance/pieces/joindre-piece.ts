import type { Base } from '#platform/base/base.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { findSeance } from '../seances/seances.repository.ts'

/** Attaches a document to a point. Once the séance is called, it is marked as late: the convocation did not announce it. */
export const joindrePiece = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  pointId: string,
  fichier: FichierRecu,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const seance = await findSeance(tx, seanceId)
    const point = await tx
      .selectFrom('point')
      .select('question')
      .where('id', '=', pointId)
      .where('seance_id', '=', seanceId)
      .executeTakeFirst()
    if (!seance || !point) return refuser({ code: 'introuvable' as const })
    if (['annulee', 'reportee', 'archivee'].includes(seance.statut))
      return refuser({ code: 'seance-finie' as const })
    const tardive = seance.statut !== 'planifiee'
    const id = await insertFichier(tx, acteur, fichier, maintenant)
    await tx
      .insertInto('piece')
      .values({ cooperation_id: acteur.cooperationId, point_id: pointId, fichier_id: id, tardive })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'piece.joindre',
      objet: { type: 'point', id: pointId },
      resume: `Pièce jointe à « ${point.question} » : ${fichier.nom}`,
    })
    return accepter({ id, tardive })
  })
