import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { transiter } from '#shared/cycle.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { cycleSeance } from '../domain/seance.ts'
import { lockSeance, updateSeance } from '../seances/seances.repository.ts'

const INTROUVABLE = refuser({ code: 'introuvable' as const })
const INTERDIT = refuser({ code: 'interdit' as const })

/** Writes what was said on a point. The minutes are a draft until they are approved; `version` is that of the page. */
export const redigerPoint = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  pointId: string,
  texte: string,
  version: number,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    const point = await tx
      .selectFrom('point')
      .select(['version', 'question'])
      .where('id', '=', pointId)
      .where('seance_id', '=', seanceId)
      .executeTakeFirst()
    if (!seance || !point) return INTROUVABLE
    if (!['ouverte', 'suspendue', 'close', 'pv_projet'].includes(seance.statut))
      return refuser({ code: 'pv-fige' as const })
    if (point.version !== version) return refuser({ code: 'page-perimee' as const })
    await tx.updateTable('point').set({ compte_rendu: texte }).where('id', '=', pointId).execute()
    if (seance.statut === 'close') await updateSeance(tx, seanceId, { statut: 'pv_projet' })
    await consigner(tx, acteur, maintenant, {
      action: 'pv.rediger',
      objet: { type: 'seance', id: seanceId },
      resume: `Procès-verbal, point « ${point.question} »`,
    })
    return accepter({ id: pointId })
  })

/** Approves the minutes, then sends them out: after that nothing of them changes. */
export const avancerProcesVerbal = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  geste: 'rediger_pv' | 'approuver_pv' | 'diffuser' | 'archiver',
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    const issue = transiter(cycleSeance, seance.statut, geste)
    if (!issue.ok) return issue
    await updateSeance(tx, seanceId, { statut: issue.valeur })
    await consigner(tx, acteur, maintenant, {
      action: `seance.${geste}`,
      objet: { type: 'seance', id: seanceId },
      resume: `${cycleSeance[geste].libelle} : ${seance.instance}`,
    })
    return issue
  })
