import type { Module } from '#platform/http/module.ts'
import { rechercheRoutes } from './recherche/recherche.routes.tsx'

export { type Organe, organeDe, organesDe } from './domain/organes.ts'
export { installerTerritoires } from './territoires.ts'

export const annuaire: Module = {
  nom: 'annuaire',
  navigation: [],
  routes(app, services) {
    rechercheRoutes(app, services)
  },
}
