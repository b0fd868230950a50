import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { GenreDeModele } from '../domain/modele.ts'
import type { RefusDemande } from '../expliquer.ts'

export type Modele = {
  readonly genre: GenreDeModele
  readonly titre: string
  readonly texte: string
  /** Null: for every kind of request. */
  readonly typeId: string | null
}

type Issue = Promise<Result<{ readonly id: string }, RefusDemande>>

/** Adds words ready for the centre of the actor. Sent twice with one key, it adds one. */
export const ajouterModele = (
  base: Base,
  acteur: Acteur,
  { genre, titre, texte, typeId }: Modele,
  cle: string | undefined,
  maintenant: Date,
): Promise<string> =>
  base.enTantQue(acteur, async (tx) => {
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return premier
    await tx
      .insertInto('demande_modele')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        centre_id: acteur.organismeId,
        type_id: typeId,
        genre,
        titre,
        texte,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'demande.modele',
      objet: { type: 'demande_modele', id },
      resume: `Modèle « ${titre} » ajouté`,
    })
    return id
  })

/** Writes a template again, or sets it aside (`modele` null): what left with its words keeps them. A stale page overwrites nothing. */
export const changerModele = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  modele: Modele | null,
  maintenant: Date,
): Issue =>
  base.enTantQue(acteur, async (tx) => {
    const garde = await tx
      .selectFrom('demande_modele')
      .select(['titre', 'version', 'retire_le'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!garde || garde.retire_le) return refuser({ code: 'introuvable' as const })
    if (garde.version !== version) return refuser({ code: 'page-perimee' as const })
    await tx
      .updateTable('demande_modele')
      .set(
        modele
          ? { genre: modele.genre, titre: modele.titre, texte: modele.texte, type_id: modele.typeId }
          : { retire_le: maintenant },
      )
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'demande.modele',
      objet: { type: 'demande_modele', id },
      resume: `Modèle « ${modele?.titre ?? garde.titre} » ${modele ? 'modifié' : 'retiré'}`,
    })
    return accepter({ id })
  })
