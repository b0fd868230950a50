import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { transiter } from '#shared/cycle.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { clore, cycleSeance, type GesteSeance } from '../domain/seance.ts'
import { annoncerDecisions } from '../relances/relancer.ts'
import type { Diffusion } from '../seances/convocation/diffuser.ts'
import { listPoints } from '../seances/points/points.repository.ts'
import { listScrutins } from '../seances/scrutins.repository.ts'
import { lockSeance, type Seance, updateSeance } from '../seances/seances.repository.ts'
import { findPresidence } from '../seances/sieges.repository.ts'
import { proposerANouveau } from './reporter.ts'

export const INTROUVABLE = refuser({ code: 'introuvable' as const })
export const INTERDIT = refuser({ code: 'interdit' as const })

/** Runs a deed on a séance locked in the actor's own transaction; unknown to the actor, it is « introuvable ». */
export async function avecSeance<T>(
  base: Base,
  acteur: Acteur,
  seanceId: string,
  travail: (tx: Tx, seance: Seance) => Promise<T>,
): Promise<T | typeof INTROUVABLE> {
  return base.enTantQue(acteur, async (tx) => {
    const seance = await lockSeance(tx, seanceId)
    return seance ? travail(tx, seance) : INTROUVABLE
  })
}

/** Opens, suspends, resumes: the deeds of the chair that ask for nothing else than the state of the séance. */
export const conduire = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  geste: Extract<GesteSeance, 'ouvrir' | 'suspendre' | 'reprendre'>,
  maintenant: Date,
) =>
  avecSeance(base, acteur, seanceId, async (tx, seance) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const issue = transiter(cycleSeance, seance.statut, geste)
    if (!issue.ok) return issue
    await updateSeance(tx, seanceId, {
      statut: issue.valeur,
      ...(geste === 'ouvrir' && {
        ouverte_le: maintenant,
        // The chair of the day is kept with the séance: a later rotation does not rewrite it.
        preside_par: await findPresidence(tx, seance.instanceId, jourDe(maintenant)),
      }),
    })
    await consigner(tx, acteur, maintenant, {
      action: `seance.${geste}`,
      objet: { type: 'seance', id: seanceId },
      resume: `${cycleSeance[geste].libelle} : ${seance.instance}`,
    })
    return issue
  })

/** Moves to a point of the agenda; the point under way, if any, is treated. Refused while a vote is open on it. */
export const passerAuPoint = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  pointId: string,
  maintenant: Date,
) =>
  avecSeance(base, acteur, seanceId, async (tx, seance) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    if (seance.statut !== 'ouverte') return refuser({ code: 'seance-non-ouverte' as const })
    const points = await listPoints(tx, seanceId)
    const suivant = points.find(({ id }) => id === pointId)
    if (!suivant) return INTROUVABLE
    const ouvert = (await listScrutins(tx, seanceId)).find(({ closLe }) => !closLe)
    if (ouvert && ouvert.pointId !== pointId)
      return refuser({ code: 'scrutin-ouvert' as const, question: ouvert.question })
    if (seance.pointCourant && seance.pointCourant !== pointId) {
      await tx
        .updateTable('point')
        .set({ statut: 'traite', traite_le: maintenant })
        .where('id', '=', seance.pointCourant)
        .where('statut', '=', 'en_cours')
        .execute()
    }
    await tx
      .updateTable('point')
      .set({ statut: 'en_cours', commence_le: suivant.commenceLe ?? maintenant })
      .where('id', '=', pointId)
      .execute()
    await updateSeance(tx, seanceId, { point_courant: pointId })
    await consigner(tx, acteur, maintenant, {
      action: 'seance.passer_au_point',
      objet: { type: 'point', id: pointId },
      resume: `Point ${suivant.ordre} : ${suivant.question}`,
    })
    return accepter({ pointId })
  })

/**
 * Closes the séance: points not treated are carried over, their subjects go back to the list of decisions to take.
 * Every member is told which decisions bind it, with the link to its sequel, and which it is only informed of.
 */
export const cloreSeance = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  seanceId: string,
  maintenant: Date,
) =>
  avecSeance(base, acteur, seanceId, async (tx, seance) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const ouverts = (await listScrutins(tx, seanceId)).filter(({ closLe }) => !closLe)
    const issue = clore(seance, ouverts)
    if (!issue.ok) return issue
    await tx
      .updateTable('point')
      .set({ statut: 'traite', traite_le: maintenant })
      .where('seance_id', '=', seanceId)
      .where('statut', '=', 'en_cours')
      .execute()
    const reportes = await tx
      .updateTable('point')
      .set({ statut: 'reporte' })
      .where('seance_id', '=', seanceId)
      .where('statut', '=', 'a_traiter')
      .returning(['id', 'sujet_id', 'question', 'expose', 'genre', 'porte', 'document_id', 'convention_id'])
      .execute()
    const sujets = reportes.flatMap(({ sujet_id }) => sujet_id ?? [])
    if (sujets.length > 0)
      await tx.updateTable('sujet').set({ statut: 'propose' }).where('id', 'in', sujets).execute()
    for (const point of reportes)
      if (!point.sujet_id && !point.convention_id && !point.document_id)
        await proposerANouveau(tx, acteur, seance, point, maintenant)
    await tx
      .updateTable('sujet')
      .set({ statut: 'traite' })
      .where(
        'id',
        'in',
        tx
          .selectFrom('point')
          .select('sujet_id')
          .where('seance_id', '=', seanceId)
          .where('statut', '=', 'traite')
          .where('sujet_id', 'is not', null)
          .$castTo<{ sujet_id: string }>(),
      )
      .execute()
    await updateSeance(tx, seanceId, { statut: issue.valeur, close_le: maintenant, point_courant: null })
    await consigner(tx, acteur, maintenant, {
      action: 'seance.clore',
      objet: { type: 'seance', id: seanceId },
      resume: `Séance close : ${seance.instance}, ${compte(reportes.length, 'point reporté', 'points reportés')}`,
    })
    if (diffusion) await annoncerDecisions(tx, diffusion, acteur, seance, maintenant)
    return accepter({ reportes: reportes.length })
  })
