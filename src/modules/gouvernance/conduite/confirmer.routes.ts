import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { listPoints } from '../seances/points/points.repository.ts'
import { pageClore, pageOuvrirAvant, pagePasser } from './clore.page.tsx'
import { findRegistre } from './presences/registre.queries.ts'

type AdresseSeance = { Params: { id: string; pointId?: string } }

/** What is asked before a deed of the séance that cannot be undone: closing, opening before the day, leaving a point without its vote. */
export function confirmerRoutes(app: FastifyInstance, services: Services): void {
  const uneSeance = (statut: 'ouverte' | 'convoquee', suite: string) => async (tx: Tx) => {
    const ligne = await tx
      .selectFrom('seance')
      .select('id')
      .where('statut', '=', statut)
      .orderBy('debut_le', 'desc')
      .limit(1)
      .executeTakeFirst()
    return ligne ? `/seances/${ligne.id}${suite}` : null
  }

  app.get<AdresseSeance>(
    '/seances/:id/clore',
    { config: { droit: tientLesSeances, exemple: uneSeance('ouverte', '/clore') } },
    async (requete, reponse) => {
      const lu = await lireRegistre(services, requete)
      return lu
        ? services.page(requete, reponse, lu.cadre, pageClore(lu.registre, lu.points))
        : services.introuvable(requete, reponse, 'Cette séance')
    },
  )

  app.get<AdresseSeance>(
    '/seances/:id/ouvrir',
    { config: { droit: tientLesSeances, exemple: uneSeance('convoquee', '/ouvrir') } },
    async (requete, reponse) => {
      const lu = await lireRegistre(services, requete)
      if (!lu) return services.introuvable(requete, reponse, 'Cette séance')
      const { registre, cadre } = lu
      const aujourdhui = jourDe(requete.maintenant)
      // Nothing to confirm on the day itself: the séance offers the deed.
      return registre.statut === 'convoquee' && aujourdhui < jourDe(registre.debutLe)
        ? services.page(requete, reponse, cadre, pageOuvrirAvant(registre, aujourdhui))
        : versPage(reponse, `/seances/${registre.id}`)
    },
  )

  app.get<AdresseSeance>(
    '/seances/:id/points/:pointId/passer',
    {
      config: {
        droit: tientLesSeances,
        exemple: async (tx) => {
          const point = await tx
            .selectFrom('point as p')
            .innerJoin('seance as s', 's.id', 'p.seance_id')
            .select(['p.id', 's.id as seanceId'])
            .where('s.statut', '=', 'ouverte')
            .where('p.statut', '=', 'a_traiter')
            .limit(1)
            .executeTakeFirst()
          return point ? `/seances/${point.seanceId}/points/${point.id}/passer` : null
        },
      },
    },
    async (requete, reponse) => {
      const lu = await lireRegistre(services, requete)
      const courant = lu?.points.find(({ id }) => id === lu.registre.pointCourant)
      const suivant = lu?.points.find(({ id }) => id === requete.params.pointId)
      if (!lu || !courant || !suivant) return services.introuvable(requete, reponse, 'Ce point')
      return services.page(requete, reponse, lu.cadre, pagePasser(lu.registre, courant, suivant))
    },
  )
}

async function lireRegistre(services: Services, requete: FastifyRequest) {
  const { id } = requete.params as { id: string }
  if (!estId(id)) return null
  const { cadre, donnees } = await services.lire(requete, async (tx) => ({
    registre: await findRegistre(tx, id),
    points: await listPoints(tx, id),
  }))
  return donnees.registre ? { cadre, registre: donnees.registre, points: donnees.points } : null
}
