import type { FastifyInstance } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { litLaGouvernance } from '../domain/droits.ts'
import { pageParticipation } from './participation.page.tsx'
import { listParticipations } from './participation.queries.ts'

/** What each member took part in, year by year. */
export function participationRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/seances/participation',
    { config: { droit: litLaGouvernance, exemple: '/seances/participation' } },
    async (requete, reponse) => {
      const jour = jourDe(requete.maintenant)
      const courante = Number(jour.slice(0, 4))
      const annees = [courante, courante - 1, courante - 2]
      const demandee = Number(saisie(requete.query as Saisies, 'annee') ?? courante)
      const annee = annees.find((une) => une === demandee) ?? courante
      const { cadre, donnees } = await services.lire(requete, (tx) => listParticipations(tx, annee))
      return services.page(
        requete,
        reponse,
        cadre,
        pageParticipation({ participations: donnees, annee, annees, acteur: acteurDe(requete), jour }),
      )
    },
  )
}
