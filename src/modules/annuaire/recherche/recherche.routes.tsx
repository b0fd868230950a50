import type { FastifyInstance } from 'fastify'
import type { Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { duReseau } from '#shared/acteur.ts'
import { pageRecherche } from './recherche.page.tsx'
import { rechercher } from './recherche.queries.ts'

const LONGUEUR_MAX = 100

/** The header search: collectivités, séances, décisions, actions, conventions; accents, case and a slip of the finger do not matter. */
export function rechercheRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/recherche',
    { config: { droit: duReseau, exemple: '/recherche?q=concours' } },
    async (requete, reponse) => {
      const texte = (saisie(requete.query as Saisies, 'q') ?? '').trim().slice(0, LONGUEUR_MAX)
      const { cadre, donnees } = await services.lire(requete, async (tx) =>
        texte.length < 2 ? [] : rechercher(tx, texte),
      )
      return services.page(requete, reponse, cadre, pageRecherche(texte, donnees))
    },
  )
}
