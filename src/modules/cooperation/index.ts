import type { Module } from '#platform/http/module.ts'
import { duReseau } from '#shared/acteur.ts'
import { personnesRoutes } from './personnes/personnes.routes.tsx'
import { premierAccesRoutes } from './premier-acces/premier-acces.routes.tsx'

export const cooperation: Module = {
  nom: 'cooperation',
  navigation: [
    {
      chemin: '/personnes',
      libelle: 'Membres et personnes',
      icone: 'cooperation',
      ordre: 7,
      droit: duReseau,
    },
  ],
  routes(app, services) {
    premierAccesRoutes(app, services)
    personnesRoutes(app, services)
  },
}
