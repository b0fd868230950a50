import type { Base } from '#platform/base/base.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { cadreLeProgramme, estLeSien, mene, suitPourSonOrganisme } from '../domain/droits.ts'
import { LIBELLES_PARTICIPATION, type TypeParticipation } from '../domain/participation.ts'
import {
  avancerStatut,
  EXIGENCES,
  type GesteStatut,
  LIBELLES_STATUT,
  type RefusStatut,
  type Statut,
} from '../domain/statuts.ts'
import { noter } from '../suivi/noter.ts'
import { findActionAEcrire } from './actions.repository.ts'

export type RefusAvancer =
  | { readonly code: 'interdit' | 'introuvable' | 'page-perimee' | 'decision-inconnue' }
  | RefusStatut

/** Who may do a deed on an action: the coordination for what is decided together, who leads it for the rest. */
export const peutAvancer = (
  acteur: Acteur,
  action: { readonly chefs: readonly { readonly organismeId: string }[] },
  geste: GesteStatut,
): boolean =>
  EXIGENCES[geste].par === 'coordination' ? cadreLeProgramme.autorise(acteur) : mene(acteur, action)

/** Moves an action along its life, with the decision or the reason that the deed asks for. */
export const avancerAction = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  geste: GesteStatut,
  porte: { readonly decisionId: string | null; readonly motif: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const action = await findActionAEcrire(tx, id)
    if (!action) return refuser<RefusAvancer>({ code: 'introuvable' })
    if (!peutAvancer(acteur, action, geste)) return refuser<RefusAvancer>({ code: 'interdit' })
    if (action.version !== version) return refuser<RefusAvancer>({ code: 'page-perimee' })
    const avant = action.statut as Statut
    const issue = avancerStatut(avant, geste, porte)
    if (!issue.ok) return refuser<RefusAvancer>(issue.refus)
    const decision = porte.decisionId
      ? await tx
          .selectFrom('decision')
          .select(['id', 'numero'])
          .where('id', '=', porte.decisionId)
          .executeTakeFirst()
      : undefined
    if (porte.decisionId && !decision) return refuser<RefusAvancer>({ code: 'decision-inconnue' })
    const apres = issue.valeur
    const commence = (apres === 'en_preparation' || apres === 'en_cours') && action.commencee_le === null
    await tx
      .updateTable('action')
      .set({
        statut: apres,
        ...(geste === 'retenir' && { decision_id: porte.decisionId }),
        ...(geste === 'abandonner' && { abandon_decision_id: porte.decisionId }),
        ...(commence && { commencee_le: jourDe(maintenant) }),
      })
      .where('id', '=', id)
      .execute()
    await noter(
      tx,
      acteur,
      id,
      {
        genre: 'statut',
        verbe: `action.${geste}`,
        resume: `${LIBELLES_STATUT[apres]}${decision ? `, décision ${decision.numero}` : ''}`,
        note: porte.motif,
        changements: [{ quoi: 'Statut', avant: LIBELLES_STATUT[avant], apres: LIBELLES_STATUT[apres] }],
      },
      maintenant,
    )
    return accepter({ id })
  })

export type RefusParticipation = {
  readonly code: 'interdit' | 'introuvable' | 'mene-cette-action' | 'motif-manquant'
}

/** A member says how it takes part: its former row is closed, the next one opens the same day. Nobody says it for another. */
export const direParticipation = (
  base: Base,
  acteur: Acteur,
  actionId: string,
  type: TypeParticipation,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const membre = { organismeId: acteur.organismeId }
    if (!suitPourSonOrganisme.autorise(acteur) || !estLeSien(acteur, membre))
      return refuser<RefusParticipation>({ code: 'interdit' })
    const action = await findActionAEcrire(tx, actionId)
    if (!action) return refuser<RefusParticipation>({ code: 'introuvable' })
    if (action.chefs.some(({ organismeId }) => organismeId === acteur.organismeId) && type !== 'participant')
      return refuser<RefusParticipation>({ code: 'mene-cette-action' })
    if (type === 'non_concerne' && motif.trim() === '')
      return refuser<RefusParticipation>({ code: 'motif-manquant' })
    const courante = await tx
      .selectFrom('participation')
      .select(['id', 'type', 'motif'])
      .where('action_id', '=', actionId)
      .where('organisme_id', '=', acteur.organismeId)
      .where('au', 'is', null)
      .executeTakeFirst()
    if (courante?.type === type && courante.motif === motif) return accepter({ type })
    const jour = jourDe(maintenant)
    if (courante)
      await tx.updateTable('participation').set({ au: jour }).where('id', '=', courante.id).execute()
    await tx
      .insertInto('participation')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        action_id: actionId,
        organisme_id: acteur.organismeId,
        type,
        motif,
        du: jour,
        saisie_par: signatureDe(acteur),
        saisie_le: maintenant,
      })
      .execute()
    const avant = courante ? LIBELLES_PARTICIPATION[courante.type as TypeParticipation] : ''
    await noter(
      tx,
      acteur,
      actionId,
      {
        genre: 'participation',
        verbe: 'action.participation',
        resume: `${acteur.libelle} : ${LIBELLES_PARTICIPATION[type].toLowerCase()}`,
        note: motif,
        changements: [
          { quoi: `Participation ${deNom(acteur.libelle)}`, avant, apres: LIBELLES_PARTICIPATION[type] },
        ],
      },
      maintenant,
    )
    return accepter({ type })
  })
