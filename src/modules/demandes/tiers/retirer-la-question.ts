import { sql } from 'kysely'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { lockDemande } from '../demandes.queries.ts'
import { coteDe, ecrireEvenement } from '../dossier/agir.ts'
import type { RefusDemande } from '../expliquer.ts'
import { finirAvis } from '../partage/finir-avis.ts'
import { findQuestion } from './avis.queries.ts'

/**
 * Calls back a question, asked outside the cooperation (to the wrong address for instance: its link shows it no more) or of a centre, which then
 * ceases to read the request unless something else lets it. No reminder leaves. By the centre that holds the request, whatever its state (reopened, the link would serve again), until the opinion comes. On the file and in the
 * journal; done twice, it is written once.
 */
export const retirerLaQuestion = (
  { base }: Pick<Services, 'base'>,
  acteur: Acteur,
  avisId: string,
  maintenant: Date,
): Promise<Result<{ readonly id: string; readonly aQui: string; readonly dehors: boolean }, RefusDemande>> =>
  base.enTantQue(acteur, async (tx) => {
    const vu = await findQuestion(tx, avisId)
    const demande = vu && (await lockDemande(tx, vu.demandeId))
    const avis = demande && (await findQuestion(tx, avisId))
    if (!avis || !demande) return refuser({ code: 'introuvable' as const })
    if (coteDe(acteur, demande) !== 'cdg') return refuser({ code: 'lecture-seule' as const })
    if (avis.renduLe) return refuser({ code: 'avis-rendu' as const })
    const { aQui, solliciteId } = avis
    const fait = accepter({ id: demande.id, aQui, dehors: solliciteId === null })
    if (solliciteId !== null) {
      const question = { id: avisId, demandeId: demande.id, solliciteId, sollicite: aQui }
      await finirAvis(tx, acteur, demande, question, 'retrait', maintenant)
      return fait
    }
    const { rows } = await sql`update demande_avis set retire_le = ${maintenant}
      where id = ${avisId} and retire_le is null and rendu_le is null returning id`.execute(tx)
    if (rows.length === 0) return fait
    await ecrireEvenement(
      tx,
      acteur,
      demande,
      {
        geste: 'retirer_avis',
        ancien: demande.etat,
        nouveau: demande.etat,
        donnees: { exterieur: aQui },
      },
      maintenant,
    )
    await sql`update demande set version = version where id = ${demande.id}`.execute(tx)
    await consigner(tx, acteur, maintenant, {
      action: 'demande.retirer_avis',
      objet: { type: 'demande', id: demande.id },
      resume: `Demande ${demande.numero} : question à ${aQui}, hors de la coopération, retirée`,
    })
    return fait
  })
