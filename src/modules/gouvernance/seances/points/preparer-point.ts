import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLesSeances } from '../../domain/droits.ts'
import { presencesA } from '../../domain/presence.ts'
import type { TypeDecision } from '../../domain/regle.ts'
import { ajouterPoint, type GenrePoint } from '../../domain/seance.ts'
import { INTERDIT, INTROUVABLE, PERIMEE } from '../preparer.ts'
import { lockSeance, updateSeance } from '../seances.repository.ts'
import { listPresences } from '../sieges.repository.ts'
import { listPoints } from './points.repository.ts'

export type NouveauPoint = {
  readonly question: string
  readonly expose: string
  readonly proposition: string
  readonly genre: GenrePoint
  readonly typeDecision: TypeDecision | null
  readonly porte: readonly string[]
  readonly indivisible: boolean
  readonly confidentiel: boolean
  readonly sujetId: string | null
  readonly conventionId: string | null
}

/** Adds a point at the end of the agenda; once the séance is open, with the agreement of all who are present (`accords`). */
export const inscrirePoint = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  point: NouveauPoint,
  accords: number,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    const presents = [
      ...presencesA(await listPresences(tx, seanceId), maintenant, seance.regle.pouvoirsMaxParSiege).values(),
    ]
    const issue = ajouterPoint(seance.statut, {
      presents: presents.filter(({ etat }) => etat === 'present').length,
      accords,
    })
    if (!issue.ok) return issue
    if (!(await sontMembres(tx, point.porte, jourDe(maintenant))))
      return refuser({ code: 'porte-inconnue' as const })
    if (!(await sontIci(tx, point))) return refuser({ code: 'reprise-inconnue' as const })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const points = await listPoints(tx, seanceId)
    const { sujetId, conventionId } = point
    if (
      points.some(
        (p) => (sujetId && p.sujetId === sujetId) || (conventionId && p.conventionId === conventionId),
      )
    )
      return refuser({ code: 'deja-inscrit' as const })
    await tx
      .insertInto('point')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        seance_id: seanceId,
        ordre: (points.at(-1)?.ordre ?? 0) + 1,
        question: point.question,
        expose: point.expose,
        proposition: point.proposition,
        genre: point.genre,
        type_decision: point.typeDecision,
        porte: [...point.porte],
        indivisible: point.indivisible,
        confidentiel: point.confidentiel,
        sujet_id: point.sujetId,
        convention_id: point.conventionId,
        ajoute_en_seance: issue.valeur.enSeance,
      })
      .execute()
    if (point.sujetId)
      await tx.updateTable('sujet').set({ statut: 'inscrit' }).where('id', '=', point.sujetId).execute()
    await updateSeance(tx, seanceId, { statut: seance.statut })
    await consigner(tx, acteur, maintenant, {
      action: 'point.inscrire',
      objet: { type: 'point', id },
      resume: `Point inscrit : ${point.question}`,
    })
    return accepter({ id })
  })
/** Rewrites a point while the agenda is not frozen. `version` is that of the page: a stale page overwrites nothing. */
export const modifierPoint = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  pointId: string,
  version: number,
  point: Omit<NouveauPoint, 'sujetId' | 'conventionId'>,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    const actuel = seance && (await listPoints(tx, seanceId)).find(({ id }) => id === pointId)
    if (!seance || !actuel) return INTROUVABLE
    if (seance.statut !== 'planifiee') return refuser({ code: 'agenda-gele' as const })
    if (actuel.version !== version) return PERIMEE
    if (!(await sontMembres(tx, point.porte, jourDe(maintenant))))
      return refuser({ code: 'porte-inconnue' as const })
    await tx
      .updateTable('point')
      .set({
        question: point.question,
        expose: point.expose,
        proposition: point.proposition,
        genre: point.genre,
        type_decision: point.typeDecision,
        porte: [...point.porte],
        indivisible: point.indivisible,
        confidentiel: point.confidentiel,
      })
      .where('id', '=', pointId)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'point.modifier',
      objet: { type: 'point', id: pointId },
      resume: `Point modifié : ${point.question}`,
    })
    return accepter({ id: pointId })
  })
/** Moves a point one place up or down, or takes it off the agenda (its subject goes back to the list). */
export const deplacerPoint = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  pointId: string,
  sens: 'monter' | 'descendre' | 'retirer',
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    if (seance.statut !== 'planifiee') return refuser({ code: 'agenda-gele' as const })
    const points = await listPoints(tx, seanceId)
    const rang = points.findIndex(({ id }) => id === pointId)
    const point = points[rang]
    if (!point) return INTROUVABLE
    if (sens === 'retirer') {
      await tx.deleteFrom('point').where('id', '=', pointId).execute()
      if (point.sujetId)
        await tx.updateTable('sujet').set({ statut: 'propose' }).where('id', '=', point.sujetId).execute()
      points.splice(rang, 1)
    } else {
      const voisin = rang + (sens === 'monter' ? -1 : 1)
      if (!points[voisin]) return accepter({ id: pointId })
      points.splice(rang, 1)
      points.splice(voisin, 0, point)
    }
    for (const [index, { id, ordre }] of points.entries()) {
      if (ordre !== index + 1)
        await tx
          .updateTable('point')
          .set({ ordre: index + 1 })
          .where('id', '=', id)
          .execute()
    }
    if (sens === 'retirer')
      await consigner(tx, acteur, maintenant, {
        action: 'point.retirer',
        objet: { type: 'point', id: pointId },
        resume: `Point retiré : ${point.question}`,
      })
    return accepter({ id: pointId })
  })
/** True when the subject and the convention taken up belong to this cooperation: foreign keys alone would accept those of another. */
async function sontIci(
  tx: Tx,
  { sujetId, conventionId }: Pick<NouveauPoint, 'sujetId' | 'conventionId'>,
): Promise<boolean> {
  const { sujet, convention } = await tx
    .selectNoFrom((eb) => [
      eb.exists(eb.selectFrom('sujet').select('id').where('id', '=', sujetId)).as('sujet'),
      eb.exists(eb.selectFrom('convention').select('id').where('id', '=', conventionId)).as('convention'),
    ])
    .executeTakeFirstOrThrow()
  return (sujetId === null || Boolean(sujet)) && (conventionId === null || Boolean(convention))
}

/** True when all are members on that day or will be, and there is at least one. */
export async function sontMembres(tx: Tx, organismes: readonly string[], jour: Jour): Promise<boolean> {
  if (organismes.length === 0) return false
  const membres = await tx
    .selectFrom('periode_membre')
    .select('organisme_id')
    .distinct()
    .where('organisme_id', 'in', [...organismes])
    .where((eb) => eb.or([eb('au', 'is', null), eb('au', '>=', jour)]))
    .execute()
  return membres.length === new Set(organismes).size
}
