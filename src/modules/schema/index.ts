import { sql } from 'kysely'
import type { Module } from '#platform/http/module.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { anciennesAdressesRoutes } from './conventions/anciennes-adresses.routes.ts'
import { conventionsRoutes } from './conventions/conventions.routes.tsx'
import { textesRoutes } from './conventions/textes/textes.routes.ts'
import { litLeSchema, tientSonOrganisme } from './domain/droits.ts'
import { missionsRoutes } from './missions/missions.routes.tsx'
import { rappelerLesConventions } from './rappels/rappeler-conventions.ts'
import { clausesRoutes } from './schemas/clauses/clauses.routes.tsx'
import { documentsRoutes } from './schemas/documents.routes.ts'
import { etapesRoutes } from './schemas/etapes.routes.tsx'
import { schemasRoutes } from './schemas/schemas.routes.tsx'

export {
  type ConventionAEcheance,
  echeancesLues,
  listConventionsAEcheance,
  retenirEcheances,
} from './conventions/a-echeance.queries.ts'

import { traitements } from './traitements.ts'

export { etatDe as etatDeConvention, GENRES_CONVENTION, type GenreConvention } from './domain/convention.ts'
export { MISSIONS, MODES } from './domain/missions.ts'
export { ORDRE_DES_SECTIONS, SECTIONS, type Section } from './domain/sections.ts'

export const schema: Module = {
  nom: 'schema',
  traitements,
  navigation: [
    {
      chemin: '/schema',
      libelle: 'Schéma',
      icone: 'accord',
      ordre: 5,
      droit: litLeSchema,
      // What waits for this person's own member: a text to deliberate on, a convention that it holds and that expired in use.
      attente: (acteur, maintenant) =>
        tientSonOrganisme.autorise(acteur)
          ? sql<number>`(select count(*) from schema_adoption a join schema_regional s on s.id = a.schema_id and s.tour = a.tour
              where s.statut = 'deliberation' and a.organisme_id = ${acteur.organismeId} and a.avis = 'attendu')
              + (select count(*) from convention where organisme_id = ${acteur.organismeId}
                and denoncee_le is null and close_le is null and (renouvellement_mois is null or renouvellements_max is not null)
                and (au + 1 + make_interval(months => coalesce(renouvellement_mois * renouvellements_max, 0)))::date <= ${jourDe(maintenant)}::date)`
          : sql<number>`0`,
    },
  ],
  routes(app, services) {
    app.register(async (module) => {
      // What is not an identifier leads nowhere, whichever the route: it never reaches a uuid column.
      module.addHook('preHandler', async (requete, reponse) => {
        const { geste: _geste, mission: _mission, ...identifiants } = requete.params as Record<string, string>
        if (!Object.values(identifiants).every(estId)) return services.introuvable(requete, reponse)
      })
      schemasRoutes(module, services)
      clausesRoutes(module, services)
      etapesRoutes(module, services)
      documentsRoutes(module, services)
      conventionsRoutes(module, services)
      textesRoutes(module, services)
      anciennesAdressesRoutes(module)
      missionsRoutes(module, services)
    })
  },
  async taches({ taches, base, courriel, adresse, maintenant }) {
    await taches.planifier('rappels-des-conventions', '45 7 * * 1-5', async () => {
      await rappelerLesConventions(base, { courriel, adresse }, maintenant())
    })
  },
}
