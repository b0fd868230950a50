import type { Module } from '#platform/http/module.ts'
import { estId } from '#shared/ids.ts'
import { agendaRoutes } from './agenda/agenda.routes.ts'
import { avertirDesSiegesVides } from './alertes/avertir-des-sieges-vides.ts'
import { discussionRoutes } from './discussion/discussion.routes.tsx'
import { groupesRoutes } from './groupes.routes.tsx'
import { quiFaitQuoiRoutes } from './qui-fait-quoi/qui-fait-quoi.routes.tsx'
import { reunionsRoutes } from './reunions/reunions.routes.tsx'
import { traitements } from './traitements.ts'

export const groupes: Module = {
  nom: 'groupes',
  traitements,
  // Reached through the tabs of the programme.
  navigation: [],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { jeton: _signe, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      groupesRoutes(module, services)
      reunionsRoutes(module, services)
      discussionRoutes(module, services)
      quiFaitQuoiRoutes(module, services)
      agendaRoutes(module, services)
    })
  },
  async taches({ taches, base, courriel, adresse, maintenant }) {
    await taches.planifier('sieges-a-pourvoir', '45 7 * * *', async () => {
      await avertirDesSiegesVides(base, { courriel, adresse }, maintenant())
    })
  },
}
