import type { Module } from '#platform/http/module.ts'
import { collectivitesRoutes } from './collectivites/collectivites.routes.tsx'
import { importContacts } from './contacts/importer-contacts.ts'
import { importEmployeurs } from './employeurs/importer-employeurs.ts'
import { rechercheRoutes } from './recherche/recherche.routes.tsx'

export { chercherOrganismes, type OrganismeTrouve } from './choisir-organisme.queries.ts'
export { LIBELLES_TYPE, organeDe, organesDe } from './domain/organes.ts'
export {
  inscrireOrganisme,
  inscrireOrganismes,
  type OrganismeSaisi,
  type OrganismeVoulu,
} from './inscrire-organismes.ts'

import { traitements } from './traitements.ts'

export { OngletsDeLAnnuaire } from './onglets.tsx'
export { installerTerritoires } from './territoires.ts'

export const annuaire: Module = {
  nom: 'annuaire',
  traitements,
  // Reached through the tabs of the directory.
  navigation: [],
  imports: () => [importEmployeurs, importContacts],
  routes(app, services) {
    collectivitesRoutes(app, services)
    rechercheRoutes(app, services)
  },
}
