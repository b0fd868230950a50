import type { Module } from '#platform/http/module.ts'
import { duReseau } from '#shared/acteur.ts'
import { importMandats } from './imports/importer-mandats.ts'
import { inviterChacun } from './imports/inviter-chacun.ts'
import { invitationsRoutes } from './invitations/invitations.routes.tsx'
import { mairiesRoutes } from './mairies/mairies.routes.tsx'
import { actualiserChaqueCooperation } from './membres/jour-nouveau.ts'
import { membresRoutes } from './membres/membres.routes.tsx'
import { personnesRoutes } from './personnes/personnes.routes.tsx'
import { premierAccesRoutes } from './premier-acces/premier-acces.routes.tsx'
import { traitements } from './traitements.ts'

export const cooperation: Module = {
  nom: 'cooperation',
  traitements,
  navigation: [
    {
      chemin: '/personnes',
      libelle: 'Annuaire',
      icone: 'collectivites',
      ordre: 7,
      droit: duReseau,
    },
  ],
  imports: (services) => [importMandats(inviterChacun(services))],
  routes(app, services) {
    premierAccesRoutes(app, services)
    invitationsRoutes(app, services)
    membresRoutes(app, services)
    personnesRoutes(app, services)
    mairiesRoutes(app, services)
  },
  async taches({ taches, base, maintenant }) {
    await taches.planifier('membres-du-jour', '5 0 * * *', () =>
      actualiserChaqueCooperation(base, maintenant()),
    )
  },
}
