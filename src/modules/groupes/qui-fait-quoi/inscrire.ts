import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientSonSiege } from '../domain/droits.ts'
import type { RefusCommun } from '../expliquer.ts'
import { listPersonnes } from '../groupes.queries.ts'

export type SaisieLigne = { readonly sujet: string; readonly personne: string; readonly role: string }

/** A member says who to ask about a subject. Its own people only. */
export const inscrireLigne = (
  base: Base,
  acteur: Acteur,
  saisie: SaisieLigne,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientSonSiege.autorise(acteur)) return refuser<RefusCommun>({ code: 'interdit', a: 'membre' })
    const gens = await listPersonnes(tx, jourDe(maintenant), acteur.organismeId)
    if (!gens.some(({ id }) => id === saisie.personne))
      return refuser<RefusCommun>({ code: 'inconnu', champ: 'personne' })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const ajoutee = await tx
      .insertInto('qui_fait_quoi')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        sujet: saisie.sujet,
        personne_id: saisie.personne,
        precision_role: saisie.role,
        fictif,
      })
      .onConflict((conflit) => conflit.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!ajoutee) return refuser<RefusCommun>({ code: 'deja-inscrit' })
    await consigner(tx, acteur, maintenant, {
      action: 'annuaire.inscrire',
      objet: { type: 'qui_fait_quoi', id },
      resume: `Qui fait quoi : ${saisie.sujet}`,
    })
    return accepter({ id })
  })

/** A member takes one of its lines away. */
export const retirerLigne = (base: Base, acteur: Acteur, id: string, version: number, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const ligne = await tx
      .selectFrom('qui_fait_quoi')
      .select(['organisme_id', 'sujet', 'version', 'retire_le'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!ligne || ligne.retire_le) return refuser<RefusCommun>({ code: 'introuvable' })
    if (!tientSonSiege.autorise(acteur) || ligne.organisme_id !== acteur.organismeId)
      return refuser<RefusCommun>({ code: 'interdit', a: 'membre' })
    if (ligne.version !== version) return refuser<RefusCommun>({ code: 'page-perimee' })
    await tx
      .updateTable('qui_fait_quoi')
      .set({ retire_le: jourDe(maintenant) })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'annuaire.retirer',
      objet: { type: 'qui_fait_quoi', id },
      resume: `Qui fait quoi, ligne retirée : ${ligne.sujet}`,
    })
    return accepter({ id })
  })
