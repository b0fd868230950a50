import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { peutTenirLaPlume, prendPartALaSeance } from '../../domain/droits.ts'
import type { Presences } from '../../domain/presence.ts'
import { type DemandeVote, rectifierVote, voter } from '../../domain/scrutin.ts'
import {
  listScrutins,
  listVotes,
  type ScrutinEnregistre,
  votesEnVigueur,
} from '../../seances/scrutins.repository.ts'
import { lockSeance, type Seance, updateSeance } from '../../seances/seances.repository.ts'
import { acteurDeLaSeance } from '../../seances/sieges.repository.ts'
import { presencesDe } from '../presences/tenir-presences.ts'

export const INTROUVABLE = refuser({ code: 'introuvable' as const })
export const INTERDIT = refuser({ code: 'interdit' as const })

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

type ScrutinLu = {
  readonly seance: Seance
  readonly scrutin: ScrutinEnregistre
  readonly votes: Awaited<ReturnType<typeof listVotes>>
  readonly presences: Presences
}

/** The séance, locked, with one vote, the ballots in force and the presences of the moment; null when unknown. */
export async function lireScrutin(
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
