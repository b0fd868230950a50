import type { Module } from '#platform/http/module.ts'
import { delaisPublicsRoutes } from './delais/delais.routes.tsx'
import { donneesRoutes } from './donnees/donnees.routes.tsx'
import { figuresRoutes } from './figures/figures.routes.tsx'
import { portailRoutes } from './portail.routes.tsx'
import { publicsRoutes } from './publics.routes.tsx'
import { publicationsRoutes } from './reglages/publications.routes.tsx'
import { reglagesRoutes } from './reglages/reglages.routes.tsx'
import { traitements } from './traitements.ts'

export const ouvert: Module = {
  nom: 'ouvert',
  traitements,
  // The portal has no entry of its own in the navigation of members: its settings are reached from the programme and the site map.
  navigation: [],
  routes(app, services) {
    portailRoutes(app, services)
    publicsRoutes(app, services)
    delaisPublicsRoutes(app, services)
    donneesRoutes(app, services)
    figuresRoutes(app, services)
    publicationsRoutes(app, services)
    reglagesRoutes(app, services)
  },
}
