import type { FastifyInstance } from 'fastify'
import { ecrireCalendrier } from '#platform/agenda/agenda.ts'
import type { Tx } from '#platform/base/base.ts'
import { envoyerFichierPublic, envoyerPublic } from '#platform/http/cache.ts'
import type { Services } from '#platform/http/services.ts'
import { pageCalendrier, pageDocumentsPublics } from './agenda.page.tsx'
import { type AdresseDePortail, hrefDe, lirePortail, publique, unPortail } from './cadre.tsx'
import { pageDecisionPublique } from './decision.page.tsx'
import { pageDecisionsPubliques } from './decisions.page.tsx'
import {
  findDecisionPublique,
  listConventionsPubliques,
  listDecisionsPubliques,
  listDocumentsPublics,
  listSchemasPublics,
  listSeancesPubliques,
} from './publics.queries.ts'
import { pageSchemaPublic } from './schema.page.tsx'

const uneDecision = async (tx: Tx): Promise<string | null> => {
  const ligne = await tx
    .selectFrom('decision as d')
    .innerJoin('publication as u', 'u.objet_id', 'd.id')
    .innerJoin('portail as p', 'p.cooperation_id', 'd.cooperation_id')
    .select(['p.adresse', 'd.numero'])
    .where('p.ouvert', '=', true)
    .where('u.etat', '=', 'publie')
    .where('d.publique', '=', true)
    .orderBy('d.adoptee_le', 'desc')
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/ouvert/${ligne.adresse}/decisions/${ligne.numero}` : null
}

/** Decisions, texts, meetings and documents that are public. */
export function publicsRoutes(app: FastifyInstance, services: Services): void {
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/decisions',
    publique(unPortail('/decisions')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, (tx) => listDecisionsPubliques(tx))
      if (!lu) return reponse
      return services.pagePublique(requete, reponse, pageDecisionsPubliques(lu.portail, lu.donnees))
    },
  )
  app.get<{ Params: { adresse: string; numero: string } }>(
    '/ouvert/:adresse/decisions/:numero',
    publique(uneDecision),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, (tx) =>
        findDecisionPublique(tx, requete.params.numero),
      )
      if (!lu) return reponse
      if (!lu.donnees) return services.introuvable(requete, reponse, 'Cette décision')
      return services.pagePublique(requete, reponse, pageDecisionPublique(lu.portail, lu.donnees))
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/schema',
    publique(unPortail('/schema')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, async (tx) => ({
        schemas: await listSchemasPublics(tx),
        conventions: await listConventionsPubliques(tx),
      }))
      if (!lu) return reponse
      const { schemas, conventions } = lu.donnees
      return services.pagePublique(
        requete,
        reponse,
        pageSchemaPublic(lu.portail, schemas, conventions, lu.jour),
      )
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/calendrier',
    publique(unPortail('/calendrier')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listSeancesPubliques)
      if (!lu) return reponse
      const page = pageCalendrier(lu.portail, lu.donnees, requete.maintenant, services.adresse)
      return services.pagePublique(requete, reponse, page)
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/calendrier.ics',
    publique(unPortail('/calendrier.ics')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listSeancesPubliques)
      if (!lu) return reponse
      const flux = ecrireCalendrier(
        `${lu.portail.nom} : réunions publiques`,
        lu.donnees.map((seance) => ({
          uid: `publique-${seance.id}@maillage`,
          sequence: seance.sequence,
          titre: seance.instance,
          description: `Réunion publique. ${lu.portail.nom}`,
          lieu: seance.lieu,
          adresse: `${services.adresse}${hrefDe(lu.portail, '/calendrier')}`,
          debutLe: seance.debutLe,
          finLe: new Date(+seance.debutLe + seance.dureeMinutes * 60_000),
          etabliLe: seance.convoqueeLe,
          annulee: seance.statut === 'annulee' || seance.statut === 'reportee',
        })),
      )
      reponse.header('access-control-allow-origin', '*')
      return envoyerPublic(requete, reponse, Buffer.from(flux), 'text/calendar; charset=utf-8')
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/documents',
    publique(unPortail('/documents')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listDocumentsPublics)
      if (!lu) return reponse
      return services.pagePublique(requete, reponse, pageDocumentsPublics(lu.portail, lu.donnees))
    },
  )
  app.get<{ Params: { adresse: string; id: string } }>(
    '/ouvert/:adresse/documents/:id',
    publique(async () => null),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listDocumentsPublics)
      if (!lu) return reponse
      const document = lu.donnees.find(({ id }) => id === requete.params.id)
      if (!document?.sha256 || !document.fichier || !document.typeMime)
        return services.introuvable(requete, reponse, 'Ce document')
      const { fichier: nom, sha256, typeMime } = document
      return envoyerFichierPublic(requete, reponse, services.fichiers, { nom, sha256, typeMime })
    },
  )
}
