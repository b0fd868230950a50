import type { FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import type { Faute } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { listDecisions, listMembres } from '../decisions/decisions.queries.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { listPoints } from '../seances/points/points.repository.ts'
import { listAPreparer, listInvitations, listPieces } from '../seances/seances.queries.ts'
import { acteurDeLaSeance } from '../seances/sieges.repository.ts'
import { type FormulaireDeSeance, pageSeance } from './page-seance.tsx'
import { findRegistre } from './presences/registre.queries.ts'
import { DECISIONS_MONTREES } from './seance-en-cours.page.tsx'

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
            aReprendre: await listAPreparer(tx, aujourdhui, {
              instanceId: registre.instanceId,
              le: jourDe(registre.debutLe),
            }),
          }
        : {}),
      ...(registre.statut === 'planifiee' || registre.statut === 'convoquee'
        ? {
            // Nobody is invited before the convocation.
            invitations: registre.statut === 'convoquee' ? await listInvitations(tx, seanceId) : [],
            pieces: await listPieces(tx, seanceId),
            decisions: [],
          }
        : {
            invitations: [],
            pieces: await listPieces(tx, seanceId),
            decisions: (await listDecisions(tx, { limite: DECISIONS_MONTREES, decalage: 0 })).decisions,
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
