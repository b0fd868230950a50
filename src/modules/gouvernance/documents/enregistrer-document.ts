import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLesSeances } from '../domain/droits.ts'

export type DocumentSaisi = {
  readonly id: string | null
  readonly titre: string
  readonly type:
    | 'schema'
    | 'avenant'
    | 'reglement'
    | 'convention'
    | 'lettre_mission'
    | 'accord'
    | 'bilan'
    | 'autre'
  readonly du: Jour | null
  readonly au: Jour | null
  readonly preavisMois: number
  readonly version: number
}

/** Registers a document of the cooperation, or corrects one: `version` is that of the page shown. */
export const enregistrerDocument = (
  base: Base,
  acteur: Acteur,
  { id, version, preavisMois, ...document }: DocumentSaisi,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const nouveau = id ?? nouvelId()
    if (id === null) {
      const premier = await dejaRecu(tx, acteur.cooperationId, cle, nouveau)
      if (premier) return accepter({ id: premier })
      await tx
        .insertInto('document')
        .values({
          id: nouveau,
          cooperation_id: acteur.cooperationId,
          organisme_id: acteur.organismeId,
          preavis_mois: preavisMois,
          ...document,
        })
        .execute()
    } else {
      const actuel =
        estId(id) &&
        (await tx
          .selectFrom('document')
          .select('version')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst())
      if (!actuel) return refuser({ code: 'introuvable' as const })
      if (actuel.version !== version) return refuser({ code: 'page-perimee' as const })
      await tx
        .updateTable('document')
        .set({ preavis_mois: preavisMois, ...document })
        .where('id', '=', id)
        .execute()
    }
    await consigner(tx, acteur, maintenant, {
      action: 'document.enregistrer',
      objet: { type: 'document', id: nouveau },
      resume: `Document enregistré : ${document.titre}`,
    })
    return accepter({ id: nouveau })
  })
