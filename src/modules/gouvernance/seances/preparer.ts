import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { lockSeance } from './seances.repository.ts'

export const INTROUVABLE = refuser({ code: 'introuvable' as const })
export const INTERDIT = refuser({ code: 'interdit' as const })
export const PERIMEE = refuser({ code: 'page-perimee' as const })

export type NouvelleSeance = {
  readonly instanceId: string
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  /** The séance whose quorum was missed, for a second call. */
  readonly secondeConvocationDe: string | null
}

/** Plans a séance of an instance. The form sent twice plans one. */
export const planifierSeance = (
  base: Base,
  acteur: Acteur,
  demande: NouvelleSeance,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const instance = await tx
      .selectFrom('instance')
      .select('nom')
      .where('id', '=', demande.instanceId)
      .executeTakeFirst()
    if (!instance) return INTROUVABLE
    if (demande.debutLe <= maintenant) return refuser({ code: 'seance-passee' as const })
    if (demande.secondeConvocationDe && !(await lockSeance(tx, demande.secondeConvocationDe)))
      return INTROUVABLE
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await tx
      .insertInto('seance')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        instance_id: demande.instanceId,
        debut_le: demande.debutLe,
        duree_minutes: demande.dureeMinutes,
        lieu: demande.lieu,
        visio: demande.visio,
        seconde_convocation_de: demande.secondeConvocationDe,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'seance.planifier',
      objet: { type: 'seance', id },
      resume: `Séance planifiée : ${instance.nom}`,
    })
    return accepter({ id })
  })
