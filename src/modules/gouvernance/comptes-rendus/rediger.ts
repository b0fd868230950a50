import { createHash } from 'node:crypto'
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
import type { Diffusion } from '../seances/convocation/diffuser.ts'
import { lockSeance, type Seance, updateSeance } from '../seances/seances.repository.ts'

const INTROUVABLE = refuser({ code: 'introuvable' as const })
const INTERDIT = refuser({ code: 'interdit' as const })

/** What the page of the minutes sends for one point: its text, and what the point was when the page was drawn. */
export type Redaction = {
  readonly pointId: string
  readonly texte: string
  /**
   * Print of the text shown (`empreinteDuTexte`), its version: a text sent as it was shown changes nothing, and one that replaces another than
   * that one is refused. The version of the point would also move with the vote.
   */
  readonly empreinte: string
}

/** Print of a text of the minutes, whatever the line ends that a browser gives it. */
export const empreinteDuTexte = (texte: string): string =>
  createHash('sha256').update(texte.replaceAll('\r\n', '\n')).digest('base64url').slice(0, 22)

/**
 * Writes what was said on the points of a séance, those only whose text was changed on the page. The minutes are a draft until they are
 * approved.
 * @returns the points written, and those that somebody else wrote since the page was drawn: these keep the text of the other
 */
export const redigerProcesVerbal = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  redactions: readonly Redaction[],
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    if (!['ouverte', 'suspendue', 'close', 'pv_projet'].includes(seance.statut))
      return refuser({ code: 'pv-fige' as const })
    const points = await tx
      .selectFrom('point')
      .select(['id', 'question', 'compte_rendu'])
      .where('seance_id', '=', seanceId)
      .forUpdate()
      .execute()
    const ecrits: string[] = []
    const perimes: string[] = []
    for (const { pointId, texte, empreinte } of redactions) {
      const point = points.find(({ id }) => id === pointId)
      const connu = empreinteDuTexte(texte)
      if (!point || connu === empreinte || connu === empreinteDuTexte(point.compte_rendu)) continue
      if (empreinteDuTexte(point.compte_rendu) !== empreinte) {
        perimes.push(pointId)
        continue
      }
      await tx.updateTable('point').set({ compte_rendu: texte }).where('id', '=', pointId).execute()
      await consigner(tx, acteur, maintenant, {
        action: 'pv.rediger',
        objet: { type: 'seance', id: seanceId },
        resume: `Procès-verbal, point « ${point.question} »`,
      })
      ecrits.push(pointId)
    }
    if (seance.statut === 'close' && ecrits.length > 0)
      await updateSeance(tx, seanceId, { statut: 'pv_projet' })
    return accepter({ ecrits, perimes })
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
