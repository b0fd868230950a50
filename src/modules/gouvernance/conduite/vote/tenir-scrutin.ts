import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { creerDecision } from '../../decisions/creer-decision.ts'
import { tientLesSeances } from '../../domain/droits.ts'
import { clore, ouvrirScrutin } from '../../domain/scrutin.ts'
import { listPoints } from '../../seances/points/points.repository.ts'
import { listScrutins } from '../../seances/scrutins.repository.ts'
import { lockSeance, updateSeance } from '../../seances/seances.repository.ts'
import { listSieges } from '../../seances/sieges.repository.ts'
import { presencesDe } from '../presences/tenir-presences.ts'
import { INTERDIT, INTROUVABLE, lireScrutin } from './voter.ts'

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
