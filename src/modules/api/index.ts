import type { Module } from '#platform/http/module.ts'
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
    lecturesRoutes(app, services)
  },
}
