import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { findActionAEcrire } from '../actions/actions.repository.ts'
import { mene } from '../domain/droits.ts'
import { type Point, type RefusPoint, verifierPoint } from '../domain/point.ts'
import { type Changement, noter } from './noter.ts'

export type RefusFairePoint =
  | { readonly code: 'introuvable' | 'interdit' | 'page-perimee' | 'deja-repondu' }
  | RefusPoint

/** Where an action stands, said in one go by who leads it: milestones reached, blocked or not, a note. The requests that waited are closed. */
export const faireLePoint = (
  base: Base,
  acteur: Acteur,
  actionId: string,
  version: number,
  point: Point,
  /** The request whose link was used; null from the application. */
  demandeId: string | null,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const action = await findActionAEcrire(tx, actionId)
    if (!action) return refuser<RefusFairePoint>({ code: 'introuvable' })
    if (!mene(acteur, action)) return refuser<RefusFairePoint>({ code: 'interdit' })
    if (demandeId) {
      const demande = await tx
        .selectFrom('demande_de_point')
        .select('repondue_le')
        .where('id', '=', demandeId)
        .where('action_id', '=', actionId)
        .forUpdate()
        .executeTakeFirst()
      if (!demande) return refuser<RefusFairePoint>({ code: 'introuvable' })
      if (demande.repondue_le) return refuser<RefusFairePoint>({ code: 'deja-repondu' })
    }
    if (action.version !== version) return refuser<RefusFairePoint>({ code: 'page-perimee' })
    const ouverts = await tx
      .selectFrom('jalon')
      .select(['id', 'titre'])
      .where('action_id', '=', actionId)
      .where('etat', '=', 'prevu')
      .forUpdate()
      .execute()
    const issue = verifierPoint(
      point,
      ouverts.map(({ id }) => id),
    )
    if (!issue.ok) return refuser<RefusFairePoint>(issue.refus)
    const { atteints, bloquee, blocage, note } = issue.valeur
    const jour = jourDe(maintenant)
    const changements: Changement[] = []
    if (atteints.length > 0) {
      await tx
        .updateTable('jalon')
        .set({ etat: 'atteint', atteint_le: jour })
        .where('id', 'in', [...atteints])
        .execute()
      for (const { id, titre } of ouverts)
        if (atteints.includes(id)) changements.push({ quoi: titre, avant: 'Prévu', apres: 'Atteint' })
    }
    const memeBlocage =
      bloquee === (action.bloquee_le !== null) &&
      blocage.cause === action.blocage_cause &&
      blocage.condition === action.blocage_condition &&
      blocage.responsable === action.blocage_responsable
    if (!memeBlocage) {
      await tx
        .updateTable('action')
        .set({
          bloquee_le: bloquee ? (action.bloquee_le ?? jour) : null,
          blocage_cause: blocage.cause,
          blocage_condition: blocage.condition,
          blocage_responsable: blocage.responsable,
        })
        .where('id', '=', actionId)
        .execute()
      changements.push({
        quoi: 'Blocage',
        avant: action.bloquee_le ? action.blocage_cause : '',
        apres: bloquee
          ? `${blocage.cause} (pour débloquer : ${blocage.condition}, par ${blocage.responsable})`
          : 'levé',
      })
    }
    await tx
      .updateTable('demande_de_point')
      .set({ repondue_le: maintenant })
      .where('action_id', '=', actionId)
      .where('repondue_le', 'is', null)
      .execute()
    const dit = [
      atteints.length > 0 && compte(atteints.length, 'jalon atteint', 'jalons atteints'),
      bloquee ? 'action bloquée' : !memeBlocage && 'blocage levé',
    ].filter(Boolean)
    await noter(
      tx,
      acteur,
      actionId,
      {
        genre: 'point',
        verbe: 'action.point',
        resume: dit.length > 0 ? `Point : ${dit.join(', ')}` : 'Point : pas de changement',
        note,
        changements,
        canal: demandeId ? 'lien' : 'application',
      },
      maintenant,
    )
    return accepter({ id: actionId })
  })
