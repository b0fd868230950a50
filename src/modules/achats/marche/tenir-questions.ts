import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { charger, noter, type RefusMarche } from './conduire-marche.ts'

/** Keeps a question, without the name of who asked. */
export const poserQuestion = (
  base: Base,
  acteur: Acteur,
  id: string,
  texte: string,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const question = nouvelId()
    if (await dejaRecu(tx, acteur.cooperationId, cle, question)) return accepter(null)
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (!mene.valeur.marche.publieLe) return refuser({ code: 'pas-publie' })
    await tx
      .insertInto('achat_question')
      .values({
        id: question,
        cooperation_id: acteur.cooperationId,
        operation_id: id,
        texte,
        posee_le: maintenant,
      })
      .execute()
    await noter(tx, acteur, maintenant, id, 'poser_question', 'Question d’un candidat reçue')
    return accepter(null)
  })

/** Publishes the answer to all the candidates: it is not written again afterwards. */
export const repondreAQuestion = (
  base: Base,
  acteur: Acteur,
  id: string,
  question: { readonly id: string; readonly version: number; readonly reponse: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const lue = await tx
      .selectFrom('achat_question')
      .select('publiee_le')
      .where('id', '=', question.id)
      .where('operation_id', '=', id)
      .executeTakeFirst()
    if (!lue) return refuser({ code: 'introuvable' })
    if (lue.publiee_le) return refuser({ code: 'reponse-publiee' })
    const ecrit = await tx
      .updateTable('achat_question')
      .set({ reponse: question.reponse, publiee_le: maintenant })
      .where('id', '=', question.id)
      .where('version', '=', question.version)
      .returning('id')
      .executeTakeFirst()
    if (!ecrit) return refuser({ code: 'page-perimee' })
    await noter(tx, acteur, maintenant, id, 'repondre_question', 'Réponse publiée à tous les candidats')
    return accepter(null)
  })
