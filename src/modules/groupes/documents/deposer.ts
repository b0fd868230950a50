import type { Base } from '#platform/base/base.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import type { RefusCommun } from '../expliquer.ts'
import { lockGroupe } from '../groupes.queries.ts'
import { estFerme, tenirGroupe } from '../tenir.ts'
import { tracer } from '../tracer.ts'

/** Adds a document to a group: any member that takes part. */
export const deposerDocument = (
  base: Base,
  acteur: Acteur,
  groupeId: string,
  intitule: string,
  fichier: FichierRecu,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenu = await tenirGroupe(tx, acteur, groupeId, 'travail', maintenant)
    if (!tenu.ok) return tenu
    const fichierId = await insertFichier(tx, acteur, fichier, maintenant)
    const id = nouvelId(+maintenant)
    const titre = (intitule || fichier.nom).slice(0, 200)
    await tx
      .insertInto('groupe_document')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        groupe_id: groupeId,
        organisme_id: acteur.organismeId,
        fichier_id: fichierId,
        intitule: titre,
      })
      .execute()
    await tracer(tx, acteur, maintenant, groupeId, {
      geste: 'deposer',
      resume: `Document déposé : ${titre}`,
      activite: true,
    })
    return accepter({ id, groupeId })
  })

/** Takes a document away from the list: the member that sent it. Its trace stays. */
export const retirerDocument = (base: Base, acteur: Acteur, id: string, version: number, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const document = await tx
      .selectFrom('groupe_document')
      .select(['groupe_id', 'organisme_id', 'intitule', 'version', 'retire_le'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!document || document.retire_le) return refuser<RefusCommun>({ code: 'introuvable' })
    if (document.organisme_id !== acteur.organismeId)
      return refuser<RefusCommun>({ code: 'interdit', a: 'membre' })
    if (document.version !== version) return refuser<RefusCommun>({ code: 'page-perimee' })
    const groupe = await lockGroupe(tx, document.groupe_id, maintenant)
    if (!groupe || estFerme(groupe)) return refuser<RefusCommun>({ code: 'groupe-ferme' })
    await tx.updateTable('groupe_document').set({ retire_le: maintenant }).where('id', '=', id).execute()
    await tracer(tx, acteur, maintenant, document.groupe_id, {
      geste: 'retirer',
      resume: `Document retiré : ${document.intitule}`,
      activite: false,
    })
    return accepter({ id, groupeId: document.groupe_id })
  })
