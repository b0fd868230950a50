import { sql } from 'kysely'
import type { Module } from '#platform/http/module.ts'
import { estId } from '#shared/ids.ts'
import { catalogueRoutes } from './catalogue/catalogue.routes.tsx'
import { courrielsRoutes, ecouterLesReponses } from './courriels/courriels.routes.tsx'
import { datesRoutes } from './dates/dates.routes.tsx'
import { delaisRoutes } from './delais/delais.routes.tsx'
import { DE_MES_MAIRIES } from './demandes.queries.ts'
import { auNomRoutes } from './depot/au-nom.routes.tsx'
import { depotRoutes } from './depot/depot.routes.tsx'
import { suitDesDemandes, tientUneMairie } from './domain/droits.ts'
import { dossierRoutes } from './dossier/dossier.routes.tsx'
import { doublonsRoutes } from './doublons/doublons.routes.tsx'
import { fermeturesRoutes } from './fermetures/fermetures.routes.tsx'
import { fileRoutes } from './file/file.routes.tsx'
import { vuesRoutes } from './file/vues.routes.ts'
import { avisEnLotRoutes } from './lot/avis.routes.tsx'
import { lotRoutes } from './lot/lot.routes.tsx'
import { mairieRoutes } from './mairie/mairie.routes.tsx'
import { modelesRoutes } from './modeles/modeles.routes.tsx'
import { suivreAvisEtPartages } from './partage/suivre.ts'
import { versUnCentreRoutes } from './partage/vers-un-centre.routes.tsx'
import { pilotageRoutes } from './pilotage/pilotage.routes.tsx'
import { preferencesRoutes } from './relances/preferences.routes.tsx'
import { rappelerLesDemandes } from './relances/rappeler.ts'
import { inviterApresCloture } from './satisfaction/inviter.ts'
import { reponsesRoutes } from './satisfaction/repondre.routes.tsx'
import { satisfactionRoutes } from './satisfaction/satisfaction.routes.tsx'
import { vaguesRoutes } from './satisfaction/vagues.routes.tsx'
import { avisExterieurRoutes } from './tiers/avis.routes.tsx'
import { retirerLaQuestionRoutes } from './tiers/retirer-la-question.routes.tsx'
import { tiersRoutes } from './tiers/tiers.routes.tsx'
import { traitements } from './traitements.ts'
import { vacancesRoutes } from './vacances/vacances.routes.tsx'

export { FENETRE_JOURS } from './delais/delais.queries.ts'
export { ecrireDelais } from './delais/exporter.ts'
export { type DelaiPublie, delaisPublies, type TempsAnonyme } from './delais/publier.ts'
export { enJours } from './domain/horloges.ts'
export { ETAPES, type Etape } from './domain/satisfaction.ts'

export const demandes: Module = {
  nom: 'demandes',
  traitements,
  navigation: [
    { chemin: '/mairie', libelle: 'Accueil', icone: 'accueil', ordre: 1, droit: tientUneMairie },
    {
      chemin: '/demandes',
      libelle: 'Demandes',
      icone: 'envoyer',
      ordre: 2,
      droit: suitDesDemandes,
      // What waits for this person: questions asked to her town halls, or files of which it is her turn.
      attente: (acteur) =>
        tientUneMairie.autorise(acteur)
          ? sql<number>`(select count(*) from demande where ${DE_MES_MAIRIES} and etat = 'ATTENTE_COLLECTIVITE')`
          : sql<number>`(select count(*) from demande where traitant_id = ${acteur.organismeId} and responsable_id = ${acteur.personneId}
              and etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE'))`,
    },
  ],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { geste: _mot, jeton: _signe, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      ecouterLesReponses(module, services)
      courrielsRoutes(module, services)
      fermeturesRoutes(module, services)
      fileRoutes(module, services)
      lotRoutes(module, services)
      avisEnLotRoutes(module, services)
      vuesRoutes(module, services)
      vacancesRoutes(module, services)
      datesRoutes(module, services)
      delaisRoutes(module, services)
      pilotageRoutes(module, services)
      catalogueRoutes(module, services)
      auNomRoutes(module, services)
      depotRoutes(module, services)
      dossierRoutes(module, services)
      versUnCentreRoutes(module, services)
      doublonsRoutes(module, services)
      modelesRoutes(module, services)
      mairieRoutes(module, services)
      preferencesRoutes(module, services)
      tiersRoutes(module, services)
      avisExterieurRoutes(module, services)
      retirerLaQuestionRoutes(module, services)
      satisfactionRoutes(module, services)
      reponsesRoutes(module, services)
      vaguesRoutes(module, services)
    })
  },
  async taches({ taches, base, courriel, adresse, secret, reception, maintenant }) {
    await taches.planifier('enquetes-des-demandes', '35 9 * * 1-5', async () => {
      await inviterApresCloture(base, { courriel, adresse, secret }, maintenant())
    })
    // At nine, when guichets open.
    await taches.planifier('rappels-des-demandes', '5 9 * * 1-5', async () => {
      await rappelerLesDemandes(base, { courriel, adresse }, maintenant())
    })
    // Every day: the right to read ends at its date, whether the guichet opens or not.
    await taches.planifier('avis-et-partages-des-demandes', '15 9 * * *', async () => {
      await suivreAvisEtPartages(base, { courriel, adresse, secret, reception }, maintenant())
    })
  },
}
