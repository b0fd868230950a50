import type { Base } from '#platform/base/base.ts'
import type { PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { conduit } from '../../domain/droits.ts'
import { findOperation } from '../../operations/operations.queries.ts'
import { findModele } from '../documents.routes.ts'

export type RefusModele = PagePerimee | { readonly code: 'introuvable' | 'interdit' }

/** Publishes a new version of the template of a purchase, by the member that leads it. Sent twice, the first sending is the version. */
export const publierModele = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  { version, texte }: { readonly version: number; readonly texte: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const operation = await findOperation(tx, operationId)
    if (!operation) return refuser<RefusModele>({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser<RefusModele>({ code: 'interdit' })
    const actuel = await findModele(tx, operationId)
    if (texte === actuel.texte) return accepter({ numero: actuel.numero })
    if (actuel.numero !== version) return refuser<RefusModele>({ code: 'page-perimee' })
    const numero = actuel.numero + 1
    const ecrit = await tx
      .insertInto('achat_modele')
      .values({
        id: nouvelId(+maintenant),
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        operation_id: operationId,
        numero,
        texte,
        publie_le: maintenant,
      })
      .onConflict((conflit) => conflit.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!ecrit) return refuser<RefusModele>({ code: 'page-perimee' })
    await consigner(tx, acteur, maintenant, {
      action: 'achat.modele',
      objet: { type: 'achat', id: operationId },
      resume: `Modèle de délibération des employeurs, version ${numero} : « ${operation.titre} »`,
    })
    return accepter({ numero })
  })
