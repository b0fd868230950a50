import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLAvis, tientLesBilans } from '../domain/droits.ts'
import { type Avis, type Issue, LIBELLES_ISSUE, type RefusAvis, verifierAvis } from '../domain/evaluation.ts'
import { findFiche, listFiches } from './evaluations.queries.ts'

export type RefusEvaluation =
  | RefusAvis
  | {
      readonly code:
        | 'interdit'
        | 'autre-membre'
        | 'introuvable'
        | 'page-perimee'
        | 'etape-passee'
        | 'etape-a-venir'
        | 'actions-manquantes'
        | 'decision-manquante'
        | 'conclusions-manquantes'
        | 'echeance-passee'
    }

/** Opens an evaluation: which actions, until when the directions write. */
export const ouvrirEvaluation = (
  base: Base,
  acteur: Acteur,
  saisie: { readonly titre: string; readonly echeance: Jour; readonly actions: readonly string[] },
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesBilans.autorise(acteur)) return refuser<RefusEvaluation>({ code: 'interdit' })
    const jour = jourDe(maintenant)
    if (saisie.echeance < jour) return refuser<RefusEvaluation>({ code: 'echeance-passee' })
    const choisies = [...new Set(saisie.actions)]
    const connues =
      choisies.length === 0
        ? []
        : await tx.selectFrom('action').select('id').where('id', 'in', choisies).execute()
    if (choisies.length === 0 || connues.length < choisies.length)
      return refuser<RefusEvaluation>({ code: 'actions-manquantes' })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const commun = { cooperation_id: acteur.cooperationId }
    await tx
      .insertInto('evaluation')
      .values({ ...commun, id, titre: saisie.titre, ouverte_le: jour, echeance: saisie.echeance, fictif })
      .execute()
    await tx
      .insertInto('evaluation_action')
      .values(choisies.map((action) => ({ ...commun, id: nouvelId(), evaluation_id: id, action_id: action })))
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'evaluation.ouvrir',
      objet: { type: 'evaluation', id },
      resume: `Évaluation ouverte : ${saisie.titre}`,
    })
    return accepter({ id })
  })

/** A direction writes the line of its own member, while directions propose. */
export const direAvis = (
  base: Base,
  acteur: Acteur,
  ficheId: string,
  organismeId: string,
  version: number,
  saisie: Avis,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLAvis(acteur, { organismeId })) return refuser<RefusEvaluation>({ code: 'autre-membre' })
    const fiche = await findFiche(tx, ficheId)
    if (!fiche) return refuser<RefusEvaluation>({ code: 'introuvable' })
    if (fiche.statutEvaluation !== 'proposition') return refuser<RefusEvaluation>({ code: 'etape-passee' })
    const avant = fiche.avis.find((avis) => avis.organismeId === organismeId)
    if ((avant?.version ?? 0) !== version) return refuser<RefusEvaluation>({ code: 'page-perimee' })
    const verifie = verifierAvis(saisie)
    if (!verifie.ok) return refuser<RefusEvaluation>(verifie.refus)
    const colonnes = {
      ...saisie.notes,
      preuves: saisie.preuves,
      proposition: saisie.proposition,
      motif: saisie.motif,
      saisi_par: signatureDe(acteur),
      saisi_le: maintenant,
    }
    if (avant)
      await tx
        .updateTable('evaluation_avis')
        .set(colonnes)
        .where('evaluation_action_id', '=', ficheId)
        .where('organisme_id', '=', organismeId)
        .execute()
    else
      await tx
        .insertInto('evaluation_avis')
        .values({
          cooperation_id: acteur.cooperationId,
          evaluation_action_id: ficheId,
          organisme_id: organismeId,
          fictif,
          ...colonnes,
        })
        .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'evaluation.avis',
      objet: { type: 'evaluation_action', id: ficheId },
      resume: `${acteur.libelle} propose pour ${fiche.code} : ${LIBELLES_ISSUE[saisie.proposition].toLowerCase()}`,
    })
    return accepter({ id: ficheId })
  })

/** Directions have proposed: the presidents decide; or all is concluded: the evaluation is over. Missing lines stay missing, and seen. */
export const avancerEvaluation = (
  base: Base,
  acteur: Acteur,
  id: string,
  geste: 'decider' | 'clore',
  version: number,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesBilans.autorise(acteur)) return refuser<RefusEvaluation>({ code: 'interdit' })
    const evaluation = await tx
      .selectFrom('evaluation')
      .select(['titre', 'statut', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!evaluation) return refuser<RefusEvaluation>({ code: 'introuvable' })
    if (evaluation.version !== version) return refuser<RefusEvaluation>({ code: 'page-perimee' })
    if (evaluation.statut !== (geste === 'decider' ? 'proposition' : 'decision'))
      return refuser<RefusEvaluation>({ code: 'etape-passee' })
    if (geste === 'clore' && (await listFiches(tx, id)).some(({ issue }) => issue === null))
      return refuser<RefusEvaluation>({ code: 'conclusions-manquantes' })
    await tx
      .updateTable('evaluation')
      .set({ statut: geste === 'decider' ? 'decision' : 'close' })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: `evaluation.${geste}`,
      objet: { type: 'evaluation', id },
      resume: `Évaluation « ${evaluation.titre} » : ${geste === 'decider' ? 'aux présidences de décider' : 'conclue'}`,
    })
    return accepter({ id })
  })

/** Records what the conference decided of an action. The programme is not touched: its page says what is proposed to it. */
export const conclure = (
  base: Base,
  acteur: Acteur,
  ficheId: string,
  version: number,
  saisie: { readonly issue: Issue; readonly decisionId: string | null; readonly motif: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesBilans.autorise(acteur)) return refuser<RefusEvaluation>({ code: 'interdit' })
    const fiche = await findFiche(tx, ficheId)
    if (!fiche) return refuser<RefusEvaluation>({ code: 'introuvable' })
    if (fiche.statutEvaluation === 'proposition') return refuser<RefusEvaluation>({ code: 'etape-a-venir' })
    if (fiche.statutEvaluation === 'close') return refuser<RefusEvaluation>({ code: 'etape-passee' })
    if (fiche.version !== version) return refuser<RefusEvaluation>({ code: 'page-perimee' })
    const decision =
      saisie.decisionId &&
      (await tx
        .selectFrom('decision')
        .select('numero')
        .where('id', '=', saisie.decisionId)
        .executeTakeFirst())
    if (!decision) return refuser<RefusEvaluation>({ code: 'decision-manquante' })
    await tx
      .updateTable('evaluation_action')
      .set({
        issue: saisie.issue,
        decision_id: saisie.decisionId,
        motif: saisie.motif,
        conclue_le: jourDe(maintenant),
      })
      .where('id', '=', ficheId)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'evaluation.conclure',
      objet: { type: 'evaluation_action', id: ficheId },
      resume: `${fiche.code} : ${LIBELLES_ISSUE[saisie.issue].toLowerCase()} (${decision.numero})`,
    })
    return accepter({ id: ficheId })
  })
