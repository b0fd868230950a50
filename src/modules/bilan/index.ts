import type { Module } from '#platform/http/module.ts'
import { estId } from '#shared/ids.ts'
import { bilansRoutes } from './bilans/bilans.routes.tsx'
import { evaluationsRoutes } from './evaluation/evaluations.routes.tsx'
import { portefeuilleRoutes } from './portefeuille/portefeuille.routes.tsx'
import { traitements } from './traitements.ts'

export const bilan: Module = {
  nom: 'bilan',
  traitements,
  // Reached through the tabs of the programme.
  navigation: [],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { rubrique: _rubrique, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      portefeuilleRoutes(module, services)
      bilansRoutes(module, services)
      evaluationsRoutes(module, services)
    })
  },
}
