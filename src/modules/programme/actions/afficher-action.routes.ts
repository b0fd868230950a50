import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { findAction } from '../action.queries.ts'
import { listCles } from '../couts/couts.queries.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { listDecisionsACiter, listMembres, listSeancesACiter } from '../programme.queries.ts'
import { pageAction } from './action.page.tsx'
import type { Explication } from './phrases.ts'

export type AdresseId = { Params: { id: string } }

/** Example address about an action, where the cooperation has one. */
export const uneAction =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const ligne = await tx.selectFrom('action').select('id').orderBy('code').limit(1).executeTakeFirst()
    return ligne ? `/programme/actions/${ligne.id}${suite}` : null
  }

/** Draws the sheet of an action, with the form that comes back when one was refused. */
export const afficherAction =
  (services: Services) =>
  async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire & { readonly formulaire?: string } = {},
  ): Promise<FastifyReply> => {
    const jour = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      action: await findAction(tx, id),
      membres: await listMembres(tx, jour),
      decisions: await listDecisionsACiter(tx),
      cles: await listCles(tx, id),
      seances: cadreLeProgramme.autorise(acteurDe(requete)) ? await listSeancesACiter(tx) : [],
    }))
    const { action } = donnees
    if (!action) return services.introuvable(requete, reponse, 'Cette action')
    return services.page(
      requete,
      reponse,
      cadre,
      pageAction({
        ...donnees,
        action,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        aujourdhui: jour,
        ...etat,
      }),
    )
  }

/** A refusal as a form that comes back: on its field, or for the whole page. */
export const retourDuRefus = (
  { champ, phrase, statut }: Explication,
  saisies: Saisies,
): RetourDeFormulaire => ({
  saisies,
  statut,
  ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
})
