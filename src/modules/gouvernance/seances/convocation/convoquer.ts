import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { transiter } from '#shared/cycle.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { verifierConvocation } from '../../domain/convocation.ts'
import { tientLesSeances } from '../../domain/droits.ts'
import { cycleSeance } from '../../domain/seance.ts'
import { listPoints } from '../points/points.repository.ts'
import { lockSeance, type Seance, updateSeance } from '../seances.repository.ts'
import { findPresidence, listSieges, listTitulaires } from '../sieges.repository.ts'
import { avancerInvitations, type Diffusion, diffuser, inviter } from './diffuser.ts'
import { messageAnnulation, messageConvocation } from './message-convocation.ts'

const INTROUVABLE = refuser({ code: 'introuvable' as const })
const INTERDIT = refuser({ code: 'interdit' as const })

/** Clear days that this call asks: a second call may be shorter (décret 85-643, art. 24: eight days for a CA). */
const delaiDe = (seance: Seance): number =>
  (seance.secondeConvocation ? seance.regle.deuxiemeConvocation?.delaiJours : undefined) ?? seance.delaiJours

/** Calls the séance: checks the notice, freezes the agenda, invites the holder of each seat by e-mail with a calendar entry. */
export const convoquerSeance = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  seanceId: string,
  motifDerogation: string | null,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    const transition = transiter(cycleSeance, seance.statut, 'convoquer')
    if (!transition.ok) return transition
    const sieges = await listSieges(tx, seanceId)
    const titulaires = await listTitulaires(
      tx,
      seance.instanceId,
      seance.fonctionVotante,
      jourDe(seance.debutLe),
    )
    const issue = verifierConvocation(
      {
        debutLe: seance.debutLe,
        delaiJours: delaiDe(seance),
        points: (await listPoints(tx, seanceId)).length,
        siegesSansTitulaire: sieges
          .filter(({ organismeId }) => !titulaires.some((t) => t.organismeId === organismeId))
          .map(({ libelle }) => libelle),
        motifDerogation,
      },
      maintenant,
    )
    if (!issue.ok) return issue
    await updateSeance(tx, seanceId, {
      statut: transition.valeur,
      convoquee_le: maintenant,
      motif_derogation: issue.valeur.deroge ? motifDerogation : null,
      preside_par: await findPresidence(tx, seance.instanceId, jourDe(seance.debutLe)),
    })
    await inviter(tx, acteur, seance, titulaires, maintenant)
    await diffuser(tx, diffusion, acteur, seanceId, maintenant, messageConvocation)
    await consigner(tx, acteur, maintenant, {
      action: 'seance.convoquer',
      objet: { type: 'seance', id: seanceId },
      resume: `Séance convoquée : ${seance.instance}, ${compte(titulaires.length, 'invitation')}`,
      donnees: { deroge: issue.valeur.deroge },
    })
    return accepter({ invites: titulaires.length, deroge: issue.valeur.deroge })
  })

/** Cancels a séance and says so to everybody who was invited; the calendar entry is withdrawn from their diaries. */
export const annulerSeance = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  seanceId: string,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    if (!motif.trim()) return refuser({ code: 'motif-manquant' as const })
    const transition = transiter(cycleSeance, seance.statut, 'annuler')
    if (!transition.ok) return transition
    await updateSeance(tx, seanceId, {
      statut: transition.valeur,
      motif_annulation: motif,
      sequence_agenda: seance.sequenceAgenda + 1,
    })
    await avancerInvitations(tx, seanceId, seance.sequenceAgenda + 1, maintenant)
    await tx
      .updateTable('sujet')
      .set({ statut: 'propose' })
      .where(
        'id',
        'in',
        tx
          .selectFrom('point')
          .select('sujet_id')
          .where('seance_id', '=', seanceId)
          .where('sujet_id', 'is not', null)
          .$castTo<{ sujet_id: string }>(),
      )
      .execute()
    await diffuser(tx, diffusion, acteur, seanceId, maintenant, (donnees) =>
      messageAnnulation(donnees, motif),
    )
    await consigner(tx, acteur, maintenant, {
      action: 'seance.annuler',
      objet: { type: 'seance', id: seanceId },
      resume: `Séance annulée : ${motif.slice(0, 200)}`,
    })
    return accepter({ id: seanceId })
  })

export type NouvelleDate = {
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly version: number
  readonly motifDerogation: string | null
}

/** Moves a séance to another date or place. Once called, everybody invited receives the update of the same calendar entry. */
export const deplacerSeance = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  seanceId: string,
  demande: NouvelleDate,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    if (!seance) return INTROUVABLE
    if (seance.version !== demande.version) return refuser({ code: 'page-perimee' as const })
    if (seance.statut !== 'planifiee' && seance.statut !== 'convoquee')
      return refuser({ code: 'transition-refusee' as const, etat: seance.statut, geste: 'reporter' as const })
    const convoquee = seance.statut === 'convoquee'
    if (convoquee) {
      const issue = verifierConvocation(
        {
          debutLe: demande.debutLe,
          delaiJours: seance.delaiJours,
          points: 1,
          siegesSansTitulaire: [],
          motifDerogation: demande.motifDerogation,
        },
        maintenant,
      )
      if (!issue.ok) return issue
    } else if (demande.debutLe <= maintenant) return refuser({ code: 'seance-passee' as const })
    await updateSeance(tx, seanceId, {
      debut_le: demande.debutLe,
      duree_minutes: demande.dureeMinutes,
      lieu: demande.lieu,
      visio: demande.visio,
      ...(convoquee && {
        sequence_agenda: seance.sequenceAgenda + 1,
        motif_derogation: demande.motifDerogation,
      }),
    })
    if (convoquee) {
      await avancerInvitations(tx, seanceId, seance.sequenceAgenda + 1, maintenant)
      await diffuser(tx, diffusion, acteur, seanceId, maintenant, messageConvocation)
    }
    await consigner(tx, acteur, maintenant, {
      action: 'seance.deplacer',
      objet: { type: 'seance', id: seanceId },
      resume: `Séance déplacée : ${seance.instance}`,
    })
    return accepter({ id: seanceId })
  })
