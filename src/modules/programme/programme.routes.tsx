import type { FastifyInstance } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { litLeProgramme } from './domain/droits.ts'
import { pageContributions } from './membres/membres.page.tsx'
import { pageProgramme } from './programme.page.tsx'
import { findProgramme, listActions, listMembres } from './programme.queries.ts'

/** The programme as a whole, and the part of each member in it. */
export function programmeRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/programme',
    { config: { droit: litLeProgramme, exemple: '/programme' } },
    async (requete, reponse) => {
      const jour = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        programme: await findProgramme(tx),
        actions: await listActions(tx),
        membres: await listMembres(tx, jour),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageProgramme({
          ...donnees,
          acteur: acteurDe(requete),
          aujourdhui: jour,
          filtres: requete.query as Saisies,
        }),
      )
    },
  )
  app.get(
    '/programme/membres',
    { config: { droit: litLeProgramme, exemple: '/programme/membres' } },
    async (requete, reponse) => {
      const jour = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        actions: await listActions(tx),
        membres: await listMembres(tx, jour),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageContributions({ ...donnees, acteur: acteurDe(requete), aujourdhui: jour }),
      )
    },
  )
}
