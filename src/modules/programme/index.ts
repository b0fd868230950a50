import { sql } from 'kysely'
import type { Module } from '#platform/http/module.ts'
import { estId } from '#shared/ids.ts'
import { actionsRoutes } from './actions/actions.routes.tsx'
import { elementsRoutes } from './actions/elements/elements.routes.tsx'
import { livrablesRoutes } from './actions/elements/livrables.routes.ts'
import { gestesRoutes } from './actions/gestes.routes.tsx'
import { coutsRoutes } from './couts/couts.routes.tsx'
import { litLeProgramme } from './domain/droits.ts'
import { importJalons } from './imports/importer-jalons.ts'
import { importProgramme } from './imports/importer-programme.ts'
import { programmeRoutes } from './programme.routes.tsx'
import { demanderDesNouvelles } from './relances/demander-des-nouvelles.ts'
import { pointRoutes } from './relances/point.routes.tsx'
import { renommerRoutes } from './structure/renommer.routes.tsx'
import { structureRoutes } from './structure/structure.routes.tsx'

export { ProgrammeAuTableau } from './au-tableau.tsx'
export {
  type AvancementDEnsemble,
  avancementDEnsemble,
  partDe,
} from './domain/ensemble.ts'
export { type Agregation, agreger } from './domain/indicateurs.ts'
export { type AvancementForce, avancementDe, LIBELLES_JALON, plusGrandRetard } from './domain/jalons.ts'
export { type Meteo, meteoDe, type RaisonMeteo } from './domain/meteo.ts'
export { direNiveau, type Niveau } from './domain/niveaux.ts'
export { completerParticipations, type TypeParticipation } from './domain/participation.ts'
export { type Cle, type Poids, repartir } from './domain/repartition.ts'
export { EN_MOUVEMENT, LIBELLES_STATUT, type Statut } from './domain/statuts.ts'
export { AvancementDe } from './grille.tsx'
export { OngletsDuProgramme } from './onglets.tsx'
export {
  type ActionDAxe,
  comparerCodes,
  listActions as listActionsDuProgramme,
  listActionsParAxe,
  type Nature,
} from './programme.queries.ts'
export {
  direAgregat,
  direRaison,
  LIBELLES_NATURE,
  LIBELLES_PARTENAIRE,
  meteoDAction,
  SIGNES_PARTICIPATION,
  SIGNES_STATUT,
} from './vues.ts'

import { traitements } from './traitements.ts'

export const programme: Module = {
  nom: 'programme',
  traitements,
  navigation: [
    {
      chemin: '/programme',
      libelle: 'Programme',
      icone: 'actions',
      ordre: 4.5,
      droit: litLeProgramme,
      // What waits: actions led by one's own member whose last request has no answer.
      attente: (acteur) => sql<number>`(select count(distinct d.action_id) from demande_de_point d
        join chef_de_file c on c.action_id = d.action_id and c.au is null and c.organisme_id = ${acteur.organismeId}
        join action a on a.id = d.action_id join programme p on p.id = a.programme_id
        where d.repondue_le is null and (p.au is null or p.au >= (now() at time zone 'Europe/Paris')::date))`,
    },
  ],
  imports: () => [importProgramme, importJalons],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { jeton: _signe, geste: _verbe, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      programmeRoutes(module, services)
      structureRoutes(module, services)
      renommerRoutes(module, services)
      actionsRoutes(module, services)
      gestesRoutes(module, services)
      elementsRoutes(module, services)
      livrablesRoutes(module, services)
      coutsRoutes(module, services)
      pointRoutes(module, services)
    })
  },
  async taches({ taches, base, courriel, adresse, secret, maintenant }) {
    await taches.planifier('nouvelles-des-actions', '30 7 * * *', async () => {
      await demanderDesNouvelles(base, { courriel, adresse, secret }, maintenant())
    })
  },
}
