import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ecrireCsv } from '#platform/tableurs/ecrire-csv.ts'
import { duReseau } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { tientLesEmployeurs } from '../domain/droits.ts'
import { pageCollectivite } from './collectivite.page.tsx'
import { pageCollectivites } from './collectivites.page.tsx'
import { findCollectivite, listCollectivites, listContacts } from './collectivites.queries.ts'

const PAR_PAGE = 50
const EXPORT_MAX = 50_000

const filtreDe = (requete: FastifyRequest) => {
  const query = requete.query as Saisies
  return {
    texte: (saisie(query, 'q') ?? '').trim().slice(0, 100),
    departement: /^[0-9AB]{2,3}$/.exec(saisie(query, 'departement') ?? '')?.[0] ?? '',
    type: ['commune', 'epci'].find((type) => type === saisie(query, 'type')) ?? '',
  }
}

/** The communes and intercommunalités that the members serve. */
export function collectivitesRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/collectivites',
    { config: { droit: duReseau, exemple: '/collectivites' } },
    async (requete, reponse) => {
      const filtre = filtreDe(requete)
      const page = Math.min(
        10_000,
        Math.max(1, Math.trunc(Number(saisie(requete.query as Saisies, 'page'))) || 1),
      )
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        ...(await listCollectivites(tx, { ...filtre, limite: PAR_PAGE, decalage: (page - 1) * PAR_PAGE })),
        departements: await tx
          .selectFrom('membre as m')
          .innerJoin('organisme as o', 'o.id', 'm.organisme_id')
          .innerJoin('departement as d', 'd.code', 'o.departement_code')
          .select(['d.code', 'd.nom'])
          .distinct()
          .orderBy('d.code')
          .execute(),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageCollectivites({ ...donnees, ...filtre, page, parPage: PAR_PAGE, acteur: acteurDe(requete) }),
      )
    },
  )
  app.get(
    '/collectivites.csv',
    { config: { droit: duReseau, exemple: '/collectivites.csv?departement=53' } },
    async (requete, reponse) => {
      const { collectivites } = await services.base.enTantQue(acteurDe(requete), (tx) =>
        listCollectivites(tx, { ...filtreDe(requete), limite: EXPORT_MAX, decalage: 0 }),
      )
      return reponse
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="collectivites.csv"')
        .send(
          ecrireCsv(
            [
              { titre: 'Nom', valeur: ({ nom }) => nom },
              { titre: 'Nature', valeur: ({ type }) => type },
              { titre: 'Département', valeur: ({ departement }) => departement },
              { titre: 'Population', valeur: ({ population }) => population },
              { titre: 'Intercommunalité', valeur: ({ epci }) => epci },
              { titre: 'Membre', valeur: ({ membre }) => membre },
              { titre: 'Affiliation', valeur: ({ affiliation }) => affiliation.replace('|', ', ') },
            ],
            collectivites,
          ),
        )
    },
  )
  app.get<{ Params: { id: string } }>(
    '/collectivites/:id',
    {
      config: {
        droit: duReseau,
        exemple: async (tx) => {
          const ligne = await tx
            .selectFrom('organisme')
            .select('id')
            .where('type', '=', 'epci')
            .limit(1)
            .executeTakeFirst()
          return ligne ? `/collectivites/${ligne.id}` : null
        },
      },
    },
    async (requete, reponse) => {
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cette collectivité')
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const collectivite = await findCollectivite(tx, id)
        const voit = collectivite?.affiliations.length && tientLesEmployeurs.autorise(requete.acteur)
        const contacts = voit ? await listContacts(tx, id, jourDe(requete.maintenant)) : null
        return collectivite && { collectivite, contacts }
      })
      return donnees
        ? services.page(requete, reponse, cadre, pageCollectivite(donnees.collectivite, donnees.contacts))
        : services.introuvable(requete, reponse, 'Cette collectivité')
    },
  )
}
