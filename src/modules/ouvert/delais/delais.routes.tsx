import type { FastifyInstance } from 'fastify'
import { delaisPublies, ecrireDelais, FENETRE_JOURS } from '#modules/demandes'
import { envoyerPublic } from '#platform/http/cache.ts'
import type { Services } from '#platform/http/services.ts'
import { ajouterJours } from '#shared/dates.ts'
import { type AdresseDePortail, lirePortail, publique, unPortail } from '../cadre.tsx'
import { pageDelaisPublics } from './delais.page.tsx'
import { listSuitesDonnees, listTempsPublics } from './delais.queries.ts'

/** How long centres take to answer employers, for everybody: published by kind and by centre when the cooperation chose to. */
export function delaisPublicsRoutes(app: FastifyInstance, services: Services): void {
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/delais',
    publique(unPortail('/delais')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, async (tx, _portail, jour) => ({
        temps: await listTempsPublics(tx, ajouterJours(jour, -FENETRE_JOURS)),
        suites: await listSuitesDonnees(tx),
      }))
      if (!lu) return reponse
      const { portail, donnees } = lu
      const publies = delaisPublies(
        donnees.temps,
        portail.membres.map(({ organismeId }) => organismeId),
      )
      return services.pagePublique(requete, reponse, pageDelaisPublics(portail, publies, donnees.suites))
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/delais.csv',
    publique(unPortail('/delais.csv')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, (tx, _portail, jour) =>
        listTempsPublics(tx, ajouterJours(jour, -FENETRE_JOURS)),
      )
      if (!lu) return reponse
      const centres = lu.portail.membres.map(({ organismeId, libelle }) => ({ id: organismeId, libelle }))
      const csv = ecrireDelais(
        delaisPublies(
          lu.donnees,
          centres.map(({ id }) => id),
        ),
        centres,
      )
      reponse
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('content-disposition', 'attachment; filename="delais-des-demandes.csv"')
      return envoyerPublic(requete, reponse, Buffer.from(csv), 'text/csv; charset=utf-8')
    },
  )
}
