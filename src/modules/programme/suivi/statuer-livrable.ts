import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { findActionAEcrire } from '../actions/actions.repository.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { type Avis, type Preuve, statuer } from '../domain/livrables.ts'
import { noter } from './noter.ts'

/** Records that an instance accepted a deliverable, or sent it back: what was decided together is held by the coordination, with its proof. */
export const statuerSurLivrable = (
  base: Base,
  acteur: Acteur,
  id: string,
  saisie: {
    readonly version: number
    readonly avis: Avis
    readonly preuve: Preuve
    readonly observations: string
  },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const livrable = await tx
      .selectFrom('livrable')
      .select(['action_id', 'titre', 'etat', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    const action = livrable && (await findActionAEcrire(tx, livrable.action_id))
    if (!livrable || !action) return refuser({ code: 'introuvable' as const })
    if (!cadreLeProgramme.autorise(acteur)) return refuser({ code: 'interdit' as const })
    if (livrable.version !== saisie.version) return refuser({ code: 'page-perimee' as const })
    const { avis, preuve, observations } = saisie
    const issue = statuer(livrable.etat as 'attendu', avis, observations)
    if (!issue.ok) return issue
    const source = await nommerPreuve(tx, preuve)
    if (!source) return refuser({ code: 'preuve-inconnue' as const })
    await tx
      .updateTable('livrable')
      .set({
        etat: issue.valeur,
        statue_le: jourDe(maintenant),
        decision_id: preuve.genre === 'decision' ? preuve.id : null,
        seance_id: preuve.genre === 'seance' ? preuve.id : null,
        observations,
      })
      .where('id', '=', id)
      .execute()
    const dit = avis === 'accepter' ? 'Livrable accepté' : 'Livrable à reprendre'
    await noter(
      tx,
      acteur,
      action.id,
      {
        genre: 'fiche',
        verbe: `livrable.${avis}`,
        resume: `${dit} : ${livrable.titre} (${source})`,
        note: observations,
      },
      maintenant,
    )
    return accepter({ actionId: action.id })
  })

/** The instance that looked at it, when the proof is one: a decision of this cooperation, or a séance held. */
async function nommerPreuve(tx: Tx, { genre, id }: Preuve): Promise<string | null> {
  if (genre === 'decision') {
    const decision = await tx.selectFrom('decision').select('numero').where('id', '=', id).executeTakeFirst()
    return decision ? `décision ${decision.numero}` : null
  }
  const seance = await tx
    .selectFrom('seance as s')
    .innerJoin('instance as i', 'i.id', 's.instance_id')
    .select('i.nom')
    .where('s.id', '=', id)
    .where('s.statut', 'not in', ['planifiee', 'convoquee', 'ouverte', 'suspendue', 'annulee', 'reportee'])
    .executeTakeFirst()
  return seance ? `relevé, ${seance.nom}` : null
}
