import type { Module } from '#platform/http/module.ts'
import { abonnementsRoutes } from './abonnements/abonnements.routes.tsx'
import { FILE_DES_ENVOIS, livrerLesEnvois } from './abonnements/livrer.ts'
import { ouvreDesJetons } from './domain/lectures.ts'
import { INTERCONNEXIONS } from './jetons/jetons.page.tsx'
import { jetonsRoutes } from './jetons/jetons.routes.tsx'
import { lecturesRoutes } from './lectures/lectures.routes.ts'
import { traitements } from './traitements.ts'

export { descriptionOpenApi } from './lectures/openapi.ts'

export const api: Module = {
  nom: 'api',
  navigation: [
    {
      chemin: INTERCONNEXIONS,
      libelle: 'Interconnexions',
      icone: 'reseau',
      ordre: 180,
      droit: ouvreDesJetons,
    },
  ],
  traitements,
  routes(app, services) {
    jetonsRoutes(app, services)
    abonnementsRoutes(app, services)
    lecturesRoutes(app, services)
  },
  async taches(services) {
    await services.taches.planifier(FILE_DES_ENVOIS, '* * * * *', () =>
      livrerLesEnvois(services, services.maintenant()),
    )
  },
}
