import type { FastifyReply, FastifyRequest } from 'fastify'
import { listConventionsAEcheance } from '#modules/schema'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import type { Faute } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { listDecisions, listMembres } from '../decisions/decisions.queries.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { listInvitations, listPieces, listSujets } from '../seances/seances.queries.ts'
import { acteurDeLaSeance, listPoints } from '../seances/seances.repository.ts'
import { type FormulaireDeSeance, pageSeance } from './page-seance.tsx'
import { findRegistre } from './registre.queries.ts'

/** The page of a séance at one point, as anybody who may read it sees it. */
export async function afficherSeance(
  services: Services,
  requete: FastifyRequest,
  reponse: FastifyReply,
  seanceId: string,
  etat: {
    readonly pointId?: string | undefined
    readonly alerte?: string | undefined
    readonly fautes?: readonly Faute[]
    readonly saisies?: Saisies
    readonly formulaire?: FormulaireDeSeance | undefined
    readonly statut?: number
    readonly aConfirmer?: string
  } = {},
): Promise<FastifyReply> {
  if (!estId(seanceId)) return services.introuvable(requete, reponse, 'Cette séance')
  const aujourdhui = jourDe(requete.maintenant)
  const { cadre, donnees } = await services.lire(requete, async (tx) => {
    const registre = await findRegistre(tx, seanceId)
    if (!registre) return null
    return {
      registre,
      acteur: await acteurDeLaSeance(tx, acteurDe(requete), seanceId, aujourdhui),
      points: await listPoints(tx, seanceId),
      membres: await listMembres(tx, aujourdhui),
      ...(registre.statut === 'planifiee' && tientLesSeances.autorise(acteurDe(requete))
        ? {
            aReprendre: {
              sujets: await listSujets(tx, { statut: 'propose', instanceId: registre.instanceId }),
              conventions: await listConventionsAEcheance(tx, aujourdhui, jourDe(registre.debutLe)),
            },
          }
        : {}),
      ...(registre.statut === 'planifiee' || registre.statut === 'convoquee'
        ? {
            invitations: await listInvitations(tx, seanceId),
            pieces: await listPieces(tx, seanceId),
            decisions: [],
          }
        : {
            invitations: [],
            pieces: await listPieces(tx, seanceId),
            decisions: (await listDecisions(tx, { limite: 5, decalage: 0 })).decisions,
          }),
    }
  })
  if (!donnees) return services.introuvable(requete, reponse, 'Cette séance')
  return services.page(
    requete,
    reponse,
    cadre,
    pageSeance({ ...donnees, maintenant: requete.maintenant, ...etat }),
  )
}
