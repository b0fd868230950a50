import type { Module } from '#platform/http/module.ts'
import { litLaGouvernance } from './domain/droits.ts'
import { tableauDeBordRoutes } from './tableau-de-bord/tableau-de-bord.routes.tsx'

export { peutEngager } from './domain/decision.ts'

export const gouvernance: Module = {
  nom: 'gouvernance',
  navigation: [
    {
      chemin: '/tableau-de-bord',
      libelle: 'Tableau de bord',
      icone: 'tableau',
      ordre: 1,
      droit: litLaGouvernance,
    },
  ],
  routes(app, services) {
    tableauDeBordRoutes(app, services)
  },
}
