import type { FastifyInstance } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { litLesBilans } from '../domain/droits.ts'
import { pagePortefeuille } from './portefeuille.page.tsx'
import { listProjets } from './portefeuille.queries.ts'

/** The portfolio of projects. */
export function portefeuilleRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/portefeuille',
    { config: { droit: litLesBilans, exemple: '/portefeuille' } },
    async (requete, reponse) => {
      const aujourdhui = jourDe(requete.maintenant)
      const { cadre, donnees: projets } = await services.lire(requete, (tx) => listProjets(tx, aujourdhui))
      const page = pagePortefeuille({
        projets,
        acteur: acteurDe(requete),
        aujourdhui,
        filtres: requete.query as Saisies,
      })
      return services.page(requete, reponse, cadre, page)
    },
  )
}
