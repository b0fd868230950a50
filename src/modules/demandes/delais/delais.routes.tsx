import type { FastifyInstance } from 'fastify'
import { acteurDe } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { listMembres, listTypes } from '../catalogue/catalogue.queries.ts'
import { litLesDelais } from '../domain/droits.ts'
import { pageDelais } from './delais.page.tsx'
import { listTemps } from './delais.queries.ts'
import { exporterDelais } from './exporter.ts'

export function delaisRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/demandes/delais',
    { config: { droit: litLesDelais, exemple: '/demandes/delais' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        temps: await listTemps(tx, requete.maintenant),
        types: await listTypes(tx, null),
        centres: await listMembres(tx),
      }))
      const page = pageDelais({ ...donnees, acteur, maintenant: requete.maintenant })
      return services.page(requete, reponse, cadre, page)
    },
  )
  app.get(
    '/demandes/delais.csv',
    { config: { droit: litLesDelais, exemple: '/demandes/delais.csv' } },
    async (requete, reponse) => {
      const { donnees } = await services.lire(requete, async (tx) => ({
        temps: await listTemps(tx, requete.maintenant),
        types: await listTypes(tx, null),
        centres: await listMembres(tx),
      }))
      return reponse
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="delais-des-demandes.csv"')
        .send(exporterDelais(donnees.temps, donnees.centres, donnees.types))
    },
  )
}
