import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { transiter } from '#shared/cycle.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { dateLongue } from '#shared/typographie.ts'
import { listMembres } from '../decisions/decisions.queries.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { cycleSeance } from '../domain/seance.ts'
import { listDestinataires } from '../relances/destinataires.queries.ts'
import type { Diffusion } from '../seances/convoquer.ts'
import { lockSeance, type Seance, updateSeance } from '../seances/seances.repository.ts'

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

/** Approves the minutes, then sends their address to the people of every member: after that nothing of them changes. */
export const avancerProcesVerbal = (
  base: Base,
  diffusion: Diffusion,
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
    if (geste === 'diffuser' && diffusion) await diffuser(tx, diffusion, acteur, seance, maintenant)
    return issue
  })

/** One message to each person who answers for a member today. The minutes themselves are read on the platform. */
async function diffuser(
  tx: Tx,
  { courriel, adresse }: NonNullable<Diffusion>,
  acteur: Acteur,
  seance: Seance,
  maintenant: Date,
): Promise<void> {
  const jour = jourDe(maintenant)
  const membres = await listMembres(tx, jour)
  const quand = dateLongue(jourDe(seance.debutLe))
  for (const { courriel: a } of await listDestinataires(
    tx,
    membres.map(({ organismeId }) => organismeId),
    jour,
  ))
    await courriel.envoyer(tx, {
      a,
      objet: `Procès-verbal approuvé : ${seance.instance}, ${quand}`,
      texte: `Bonjour,

Le procès-verbal de la séance « ${seance.instance} » du ${quand} est approuvé. Il ne change plus.

Le lire : ${adresse}/seances/${seance.id}/proces-verbal

${acteur.nom}, ${acteur.libelle}
`,
    })
}
