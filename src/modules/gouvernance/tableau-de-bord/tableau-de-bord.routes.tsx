import type { FastifyInstance } from 'fastify'
import { listActionsParAxe } from '#modules/programme'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { connecte } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { listDecisions, listMembres } from '../decisions/decisions.queries.ts'
import { litLaGouvernance } from '../domain/droits.ts'
import { listAPreparer, listSeances } from '../seances/seances.queries.ts'
import { pageTableauDeBord } from './tableau-de-bord.page.tsx'

/** Decisions looked at to find who must be reminded: two years of a region hold in it. */
const DECISIONS_SUIVIES = 60

export function tableauDeBordRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/tableau-de-bord',
    { config: { droit: connecte, exemple: '/tableau-de-bord' } },
    async (requete, reponse) => {
      // Everybody arrives here after signing in: who does not belong to a member goes to the home of town halls.
      if (!litLaGouvernance.autorise(requete.acteur)) return versPage(reponse, '/mairie')
      const aujourdhui = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        membres: await listMembres(tx, aujourdhui),
        decisions: (await listDecisions(tx, { enCours: true, limite: DECISIONS_SUIVIES, decalage: 0 }))
          .decisions,
        seances: await listSeances(tx, {
          avenir: true,
          personneId: acteurDe(requete).personneId,
          limite: 6,
          decalage: 0,
        }),
        ...(await listAPreparer(tx, aujourdhui)),
        actions: await listActionsParAxe(tx),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageTableauDeBord({ ...donnees, acteur: acteurDe(requete), maintenant: requete.maintenant }),
      )
    },
  )
}
