import type { Base } from '#platform/base/base.ts'
import { dejaRecu, type PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { participe } from '../domain/droits.ts'
import { findOperation } from '../operations/operations.queries.ts'

export type ReunionSaisie = {
  readonly titre: string
  readonly debutLe: Date
  readonly minutes: number
  readonly lieu: string
  readonly adresse: string
}
export type RefusReunion = PagePerimee | { readonly code: 'interdit' | 'introuvable' | 'passee' }

/** A member that the purchase binds announces a meeting to those it serves; never in the past. */
export const annoncerReunion = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  saisie: ReunionSaisie,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const operation = await findOperation(tx, operationId)
    if (!operation) return refuser<RefusReunion>({ code: 'introuvable' })
    if (!participe(acteur, operation.decision)) return refuser<RefusReunion>({ code: 'interdit' })
    if (saisie.debutLe <= maintenant) return refuser<RefusReunion>({ code: 'passee' })
    await tx
      .insertInto('achat_reunion')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        centre_id: acteur.organismeId,
        operation_id: operationId,
        titre: saisie.titre,
        debut_le: saisie.debutLe,
        minutes: saisie.minutes,
        lieu: saisie.lieu,
        adresse: saisie.adresse,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'achat.reunion',
      objet: { type: 'achat', id: operationId },
      resume: `Réunion d’information « ${saisie.titre} » annoncée par ${acteur.libelle}`,
    })
    return accepter({ id })
  })

/** Cancels a meeting of the actor's own member; diaries show it crossed out. Twice is once. */
export const annulerReunion = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  id: string,
  version: number,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const reunion = await tx
      .selectFrom('achat_reunion')
      .select(['titre', 'centre_id', 'annulee_le'])
      .where('id', '=', id)
      .where('operation_id', '=', operationId)
      .executeTakeFirst()
    if (!reunion) return refuser<RefusReunion>({ code: 'introuvable' })
    if (reunion.centre_id !== acteur.organismeId) return refuser<RefusReunion>({ code: 'interdit' })
    if (reunion.annulee_le) return accepter({ id })
    const ecrit = await tx
      .updateTable('achat_reunion')
      .set({ annulee_le: maintenant })
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst()
    if (!ecrit) return refuser<RefusReunion>({ code: 'page-perimee' })
    await consigner(tx, acteur, maintenant, {
      action: 'achat.reunion.annuler',
      objet: { type: 'achat', id: operationId },
      resume: `Réunion d’information « ${reunion.titre} » annulée`,
    })
    return accepter({ id })
  })
