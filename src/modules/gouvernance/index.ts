import { sql } from 'kysely'
import type { Module } from '#platform/http/module.ts'
import { estId } from '#shared/ids.ts'
import { calendrierRoutes } from './calendrier/calendrier.routes.tsx'
import { importCalendrier } from './calendrier/importer-reunions.ts'
import { comptesRendusRoutes } from './comptes-rendus/comptes-rendus.routes.tsx'
import { conduiteRoutes } from './conduite/conduite.routes.tsx'
import { confirmerRoutes } from './conduite/confirmer.routes.ts'
import { decisionsRoutes } from './decisions/decisions.routes.tsx'
import { litLaGouvernance, tientLesSeances } from './domain/droits.ts'
import { instancesRoutes } from './instances/instances.routes.tsx'
import { reglerInstanceRoutes } from './instances/regler-instance.routes.tsx'
import { modelesRoutes } from './modeles/modeles.routes.tsx'
import { participationRoutes } from './participation/participation.routes.tsx'
import { piecesRoutes } from './pieces/pieces.routes.tsx'
import { relancesRoutes } from './relances/relances.routes.tsx'
import { convocationRoutes } from './seances/convocation/convocation.routes.tsx'
import { pointsRoutes } from './seances/points/points.routes.tsx'
import { reprendreRoutes } from './seances/points/reprendre.routes.ts'
import { reponseRoutes } from './seances/reponses/reponse.routes.tsx'
import { seancesRoutes } from './seances/seances.routes.tsx'
import { sujetsRoutes } from './sujets/sujets.routes.tsx'
import { tableauDeBordRoutes } from './tableau-de-bord/tableau-de-bord.routes.tsx'
import { traitements } from './traitements.ts'

export { peutEngager } from './domain/decision.ts'
export { type Prereglage, prereglages } from './domain/regle.ts'
export { installerInstance } from './instances/installer-instance.ts'
export { OngletsDesSeances } from './onglets.tsx'

export const gouvernance: Module = {
  nom: 'gouvernance',
  traitements,
  navigation: [
    {
      chemin: '/tableau-de-bord',
      libelle: 'Tableau de bord',
      icone: 'tableau',
      ordre: 1,
      droit: litLaGouvernance,
    },
    {
      chemin: '/seances',
      libelle: 'Séances',
      icone: 'seance',
      ordre: 2,
      droit: litLaGouvernance,
      // What waits: a séance under way, one to call, a subject to enter, or an invitation to answer.
      attente: (acteur) =>
        tientLesSeances.autorise(acteur)
          ? sql<number>`(select count(*) from seance where statut in ('planifiee', 'ouverte', 'suspendue'))
              + (select count(*) from sujet where statut = 'propose')`
          : sql<number>`(select count(*) from seance s where s.statut = 'ouverte'
              or s.statut = 'convoquee' and exists (select from invitation i where i.seance_id = s.id and i.personne_id = ${acteur.personneId} and i.reponse is null))`,
    },
    {
      chemin: '/decisions',
      libelle: 'Décisions',
      icone: 'decision',
      ordre: 3,
      droit: litLaGouvernance,
      attente: (acteur) =>
        sql<number>`(select count(*) from suite where organisme_id = ${acteur.organismeId} and etat not in ('executoire', 'sans_objet'))`,
    },
  ],
  imports: () => [importCalendrier],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { jeton: _signe, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      tableauDeBordRoutes(module, services)
      participationRoutes(module, services)
      seancesRoutes(module, services)
      convocationRoutes(module, services)
      pointsRoutes(module, services)
      reponseRoutes(module, services)
      conduiteRoutes(module, services)
      confirmerRoutes(module, services)
      comptesRendusRoutes(module, services)
      decisionsRoutes(module, services)
      relancesRoutes(module, services)
      instancesRoutes(module, services)
      reglerInstanceRoutes(module, services)
      modelesRoutes(module, services)
      piecesRoutes(module, services)
      sujetsRoutes(module, services)
      reprendreRoutes(module, services)
      calendrierRoutes(module, services)
    })
  },
}
