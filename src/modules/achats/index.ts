import { sql } from 'kysely'
import type { Module } from '#platform/http/module.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { accordRoutes } from './accord/accord.routes.tsx'
import { comitesRoutes } from './adhesion/comites/comites.routes.tsx'
import { dossierRoutes } from './adhesion/dossier.routes.tsx'
import { adhererRoutes } from './adhesion/lien.routes.tsx'
import { modeleRoutes } from './adhesion/modele/modele.routes.tsx'
import { paieRoutes } from './adhesion/paie/paie.routes.tsx'
import { suiviRoutes } from './adhesion/suivi/suivi.routes.tsx'
import { analyseRoutes } from './analyse/analyse.routes.tsx'
import { ouvrirPopulations } from './analyse/population.ts'
import { ouvrirProjections } from './analyse/projeter.ts'
import { attributionRoutes } from './attribution/attribution.routes.tsx'
import { employeursRoutes } from './consultation/employeurs.routes.tsx'
import { lienRoutes } from './consultation/lien.routes.tsx'
import { rappelerLesConsultations } from './consultation/rappeler.ts'
import { contratsRoutes } from './contrats/contrats.routes.tsx'
import { agitPourSonMembre, litLesAchats } from './domain/droits.ts'
import { comptesEnRetard } from './execution/comptes.queries.ts'
import { executionRoutes } from './execution/execution.routes.tsx'
import { importComptes } from './execution/importer-comptes.ts'
import { rappelerLesComptes } from './execution/rappeler-comptes.ts'
import { reunionsRoutes } from './informations/reunions.routes.tsx'
import { marcheRoutes } from './marche/marche.routes.tsx'
import { operationsRoutes } from './operations/operations.routes.tsx'
import { deposerRoutes } from './plis/candidat/deposer.routes.tsx'
import { plisRoutes } from './plis/plis.routes.tsx'
import { traiterLesRecensements } from './recensement/envoi.ts'
import { recensementRoutes } from './recensement/recensement.routes.tsx'
import { simulateurEmployeurRoutes } from './simulateur/employeur.routes.tsx'
import { simulateurRoutes } from './simulateur/simulateur.routes.tsx'
import { traitements } from './traitements.ts'

export { cheminDAdhesion, cheminDeReponse } from './consultation/lien.ts'
export { type AttenteDAchat, type DateDAchat, listAttentesDeMairie } from './mairie.queries.ts'

export const achats: Module = {
  nom: 'achats',
  traitements,
  navigation: [
    {
      chemin: '/achats',
      libelle: 'Achats groupés',
      icone: 'achats',
      ordre: 5.5,
      droit: litLesAchats,
      // Accounts that insurers have not given, of the contracts that this person's own member leads.
      attente: (acteur, maintenant) =>
        agitPourSonMembre.autorise(acteur)
          ? comptesEnRetard(acteur.organismeId, jourDe(maintenant))
          : sql<number>`0`,
    },
  ],
  imports: () => [importComptes],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { jeton: _signe, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      operationsRoutes(module, services)
      employeursRoutes(module, services)
      lienRoutes(module, services)
      recensementRoutes(module, services)
      simulateurRoutes(module, services)
      suiviRoutes(module, services)
      dossierRoutes(module, services)
      adhererRoutes(module, services)
      comitesRoutes(module, services)
      paieRoutes(module, services)
      contratsRoutes(module, services)
      reunionsRoutes(module, services)
      simulateurEmployeurRoutes(module, services)
      modeleRoutes(module, services)
      const populations = ouvrirPopulations(services.base)
      accordRoutes(module, services)
      marcheRoutes(module, services, populations)
      plisRoutes(module, services)
      deposerRoutes(module, services)
      const projections = ouvrirProjections(populations)
      analyseRoutes(module, services, populations, projections)
      executionRoutes(module, services, populations, projections)
      attributionRoutes(module, services, populations)
    })
  },
  async taches({ taches, base, courriel, adresse, secret, maintenant }) {
    await traiterLesRecensements({ taches, base, maintenant })
    await taches.planifier('rappels-des-consultations', '15 8 * * 1-5', async () => {
      await rappelerLesConsultations(base, { courriel, adresse, secret }, maintenant())
    })
    await taches.planifier('rappels-des-comptes', '25 8 * * 1-5', async () => {
      await rappelerLesComptes(base, { courriel, adresse })
    })
  },
}
