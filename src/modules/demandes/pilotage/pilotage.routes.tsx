import type { FastifyInstance } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { duReseau } from '#shared/acteur.ts'
import { listTypes } from '../catalogue/catalogue.queries.ts'
import { listMesures, listSuites } from '../satisfaction/satisfaction.queries.ts'
import { FENETRES, PILOTAGE, pagePilotage } from './pilotage.page.tsx'
import { listCellules } from './pilotage.queries.ts'

/** One page to steer by: volumes, times, satisfaction, before and after, of one's own centre or of all. */
export function pilotageRoutes(app: FastifyInstance, services: Services): void {
  app.get(PILOTAGE, { config: { droit: duReseau, exemple: PILOTAGE } }, async (requete, reponse) => {
    const demande = requete.query as Saisies
    const jours = FENETRES.find((n) => String(n) === saisie(demande, 'jours')) ?? FENETRES[0]
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      cellules: await listCellules(tx, requete.maintenant, jours),
      types: await listTypes(tx, null),
      mesures: await listMesures(tx, requete.maintenant),
      suites: await listSuites(tx, 3),
    }))
    const page = pagePilotage({
      ...donnees,
      acteur: acteurDe(requete),
      maintenant: requete.maintenant,
      jours,
      tous: saisie(demande, 'centre') === 'tous',
    })
    return services.page(requete, reponse, cadre, page)
  })
}
