import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { creerDecision } from '../../decisions/creer-decision.ts'
import { peutTenirLaPlume, prendPartALaSeance, tientLesSeances } from '../../domain/droits.ts'
import type { Presences } from '../../domain/presence.ts'
import { clore, type DemandeVote, ouvrirScrutin, rectifierVote, voter } from '../../domain/scrutin.ts'
import {
  listScrutins,
  listVotes,
  type ScrutinEnregistre,
  votesEnVigueur,
} from '../../seances/scrutins.repository.ts'
import {
  acteurDeLaSeance,
  listPoints,
  listSieges,
  lockSeance,
  type Seance,
  updateSeance,
} from '../../seances/seances.repository.ts'
import { presencesDe } from '../conduire.ts'

const INTROUVABLE = refuser({ code: 'introuvable' as const })
const INTERDIT = refuser({ code: 'interdit' as const })

/** Opens the vote on the point under way, with a copy of the rule and of the seats: what changes later does not touch it. */
export const ouvrirLeScrutin = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  pointId: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const seance = await lockSeance(tx, seanceId)
    const point = seance && (await listPoints(tx, seanceId)).find(({ id }) => id === pointId)
    if (!seance || !point) return INTROUVABLE
    const scrutins = (await listScrutins(tx, seanceId)).filter((scrutin) => scrutin.pointId === pointId)
    const issue = ouvrirScrutin(
      seance,
      {
        ...point,
        scrutins: scrutins.map(({ closLe, verdict }) => ({ ouvert: !closLe, issue: verdict?.issue ?? null })),
      },
      seance.regle,
      (await listSieges(tx, seanceId)).map(({ organismeId, voix, modalite }) => ({
        organismeId,
        voix,
        modalite,
      })),
      await presencesDe(tx, seance, maintenant),
    )
    if (!issue.ok) return issue
    const id = nouvelId()
    await tx
      .insertInto('scrutin')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        seance_id: seanceId,
        point_id: pointId,
        question: point.question,
        regle: JSON.stringify(issue.valeur.regle),
        electeurs: JSON.stringify(issue.valeur.sieges),
        porte: [...point.porte],
        ouvert_le: maintenant,
        remplace: scrutins.at(-1)?.id ?? null,
      })
      .execute()
    await updateSeance(tx, seanceId, { statut: seance.statut })
    await consigner(tx, acteur, maintenant, {
      action: 'scrutin.ouvrir',
      objet: { type: 'scrutin', id },
      resume: `Scrutin ouvert : ${point.question}`,
    })
    return accepter({ id })
  })

export type Bulletin = Omit<DemandeVote, 'motif'> & {
  readonly reserve: string
  /** The reserve written with an earlier vote is taken back; without it, a rectification keeps that reserve. */
  readonly retireReserve: boolean
  /** Why the vote is corrected; null from a form that only enters a first vote. */
  readonly rectification: string | null
}

/** Enters the vote of one seat, or corrects it when it already voted. The member votes for itself and for the proxy it holds. */
export const deposerVote = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  scrutinId: string,
  bulletin: Bulletin,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const elle = await acteurDeLaSeance(tx, acteur, seanceId, jourDe(maintenant))
    if (!prendPartALaSeance.autorise(elle)) return INTERDIT
    const lu = await lireScrutin(tx, seanceId, scrutinId, maintenant)
    if (!lu) return INTROUVABLE
    const { seance, scrutin, votes, presences } = lu
    if (seance.statut !== 'ouverte') return refuser({ code: 'seance-non-ouverte' as const })
    const enCours = { ...scrutin, clos: scrutin.closLe !== null, presences, bulletins: votes }
    const votant = { organismeId: acteur.organismeId, tientLaPlume: peutTenirLaPlume(acteur) }
    const precedent = votes.find(({ organismeId }) => organismeId === bulletin.organismeId)
    const corrige = bulletin.rectification !== null && precedent !== undefined
    const reserveGardee = bulletin.retireReserve ? '' : (precedent?.motif ?? '')
    const demande = { ...bulletin, motif: bulletin.reserve || reserveGardee }
    const issue = corrige
      ? rectifierVote(enCours, votant, demande, bulletin.rectification ?? '')
      : voter(enCours, votant, demande)
    if (!issue.ok) return issue
    const id = nouvelId()
    await tx
      .insertInto('vote')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        scrutin_id: scrutinId,
        organisme_id: bulletin.organismeId,
        choix: bulletin.choix,
        motif: demande.motif,
        par_pouvoir_de: issue.valeur.pouvoirDe,
        saisi_le: maintenant,
        saisi_par: acteur.personneId,
        rectifie: corrige ? precedent.id : null,
        motif_rectification: corrige ? bulletin.rectification : null,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: corrige ? 'vote.rectifier' : 'vote.deposer',
      objet: { type: 'scrutin', id: scrutinId },
      resume: `Vote ${corrige ? 'rectifié' : 'déposé'} : ${scrutin.question}`,
      donnees: { organismeId: bulletin.organismeId, choix: bulletin.choix },
    })
    await updateSeance(tx, seanceId, { statut: seance.statut })
    return accepter({ id })
  })

/** Closes the vote: the verdict is computed once, kept with who was there, and an adopted proposal becomes a decision with its sequels. */
export const cloreLeScrutin = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  scrutinId: string,
  confirme: boolean,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return INTERDIT
    const lu = await lireScrutin(tx, seanceId, scrutinId, maintenant)
    if (!lu) return INTROUVABLE
    const { seance, scrutin, votes, presences } = lu
    if (seance.statut !== 'ouverte') return refuser({ code: 'seance-non-ouverte' as const })
    const { presideePar, secondeConvocation } = seance
    const issue = clore(
      {
        ...scrutin,
        presences,
        bulletins: votes,
        clos: scrutin.closLe !== null,
        presideePar,
        secondeConvocation,
      },
      confirme,
    )
    if (!issue.ok) return issue
    await tx
      .updateTable('scrutin')
      .set({
        clos_le: maintenant,
        verdict: JSON.stringify(issue.valeur),
        etat_presence: JSON.stringify(Object.fromEntries(presences)),
      })
      .where('id', '=', scrutinId)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'scrutin.clore',
      objet: { type: 'scrutin', id: scrutinId },
      resume: `Scrutin clos : ${scrutin.question} (${issue.valeur.issue})`,
      donnees: { voix: issue.valeur.voix },
    })
    const point = (await listPoints(tx, seanceId)).find(({ id }) => id === scrutin.pointId)
    const decisionId =
      issue.valeur.issue === 'adoptee' && point
        ? await creerDecision(
            tx,
            acteur,
            { seance, point, scrutinId, adopteeLe: jourDe(maintenant), reserves: reserves(votes) },
            maintenant,
          )
        : null
    await updateSeance(tx, seanceId, { statut: seance.statut })
    return accepter({ verdict: issue.valeur, decisionId })
  })

/** What members that did not vote for wanted written in the minutes. */
const reserves = (votes: readonly { readonly organismeId: string; readonly motif: string }[]) =>
  votes.filter(({ motif }) => motif.trim()).map(({ organismeId, motif }) => ({ organismeId, texte: motif }))

type ScrutinLu = {
  readonly seance: Seance
  readonly scrutin: ScrutinEnregistre
  readonly votes: Awaited<ReturnType<typeof listVotes>>
  readonly presences: Presences
}

async function lireScrutin(
  tx: Tx,
  seanceId: string,
  scrutinId: string,
  maintenant: Date,
): Promise<ScrutinLu | null> {
  const seance = await lockSeance(tx, seanceId)
  const scrutin = seance && (await listScrutins(tx, seanceId)).find(({ id }) => id === scrutinId)
  if (!seance || !scrutin) return null
  const votes = votesEnVigueur(await listVotes(tx, seanceId)).filter((vote) => vote.scrutinId === scrutinId)
  return { seance, scrutin, votes, presences: await presencesDe(tx, seance, maintenant) }
}
