import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/http/services.ts'
import { litLaGouvernance } from '../domain/droits.ts'

export function tableauDeBordRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/tableau-de-bord',
    { config: { droit: litLaGouvernance, exemple: '/tableau-de-bord' } },
    async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, (tx) =>
        tx.selectFrom('seance').select(['id', 'statut']).execute(),
      )
      return services.page(requete, reponse, cadre, {
        titre: 'Tableau de bord',
        contenu: <p>{donnees.length} séances</p>,
      })
    },
  )
}
