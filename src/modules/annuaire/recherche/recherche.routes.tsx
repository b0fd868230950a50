import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { duReseau } from '#shared/acteur.ts'
import { pageRecherche, type Trouve } from './recherche.page.tsx'

const PAR_GENRE = 12
const LONGUEUR_MAX = 100

/** The header search: collectivités, séances, décisions, documents; accents, case and a slip of the finger do not matter. */
export function rechercheRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/recherche',
    { config: { droit: duReseau, exemple: '/recherche?q=concours' } },
    async (requete, reponse) => {
      const texte = (saisie(requete.query as Saisies, 'q') ?? '').trim().slice(0, LONGUEUR_MAX)
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        if (texte.length < 2) return []
        const { rows } =
          await sql<Trouve>`select genre, id, titre, detail from rechercher(${texte}, ${PAR_GENRE}) order by proximite desc`.execute(
            tx,
          )
        return rows
      })
      return services.page(requete, reponse, cadre, pageRecherche(texte, donnees))
    },
  )
}
