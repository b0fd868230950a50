import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listConventionsAEcheance } from '#modules/schema'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, type Faute } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { afficherSeance } from '../../conduite/afficher-seance.routes.ts'
import { expliquerSeance } from '../../conduite/expliquer.ts'
import { listMembres } from '../../decisions/decisions.queries.ts'
import { tientLesSeances } from '../../domain/droits.ts'
import { unePlanifiee } from '../exemples.ts'
import { listSujets } from '../seances.queries.ts'
import { findSeance } from '../seances.repository.ts'
import { lirePoint } from './formulaire-point.ts'
import { pagePoint } from './point.page.tsx'
import { listPoints } from './points.repository.ts'
import { deplacerPoint, inscrirePoint, modifierPoint } from './preparer-point.ts'

type Adresse = { Params: { id: string; pointId: string } }

/** The points of an agenda: entered, changed, moved, withdrawn. */
export function pointsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const afficherPoint = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    pointId: string | null,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    if (!estId(id)) return services.introuvable(requete, reponse, 'Cette séance')
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const seance = await findSeance(tx, id)
      if (!seance) return null
      return {
        seance,
        membres: await listMembres(tx, jourDe(requete.maintenant)),
        points: await listPoints(tx, id),
        sujets: pointId ? [] : await listSujets(tx, { statut: 'propose', instanceId: seance.instanceId }),
        conventions: pointId
          ? []
          : await listConventionsAEcheance(tx, jourDe(requete.maintenant), jourDe(seance.debutLe)),
      }
    })
    const point = pointId ? donnees?.points.find((p) => p.id === pointId) : null
    if (!donnees || point === undefined) return services.introuvable(requete, reponse, 'Ce point')
    return services.page(
      requete,
      reponse,
      cadre,
      pagePoint({ ...donnees, point, maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get<Adresse>(
    '/seances/:id/points/nouveau',
    { config: { droit: tientLesSeances, exemple: unePlanifiee('/points/nouveau') } },
    (requete, reponse) =>
      afficherPoint(requete, reponse, requete.params.id, null, { saisies: requete.query as Saisies }),
  )
  app.post<Adresse>(
    '/seances/:id/points',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lirePoint(requete.body)
      if (!lu.ok)
        return afficherPoint(requete, reponse, id, null, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await inscrirePoint(
        base,
        acteurDe(requete),
        id,
        lu.valeurs,
        lu.valeurs.accords,
        lu.valeurs.cle,
        requete.maintenant,
      )
      if (issue.ok) return versPage(reponse, `/seances/${id}#ordre-du-jour`)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette séance')
        : afficherPoint(requete, reponse, id, null, {
            alerte: expliquerSeance(issue.refus),
            saisies,
            statut: 409,
          })
    },
  )
  app.get<Adresse>(
    '/seances/:id/points/:pointId/modifier',
    {
      config: {
        droit: tientLesSeances,
        exemple: async (tx) => {
          const ligne = await tx
            .selectFrom('point as p')
            .innerJoin('seance as s', 's.id', 'p.seance_id')
            .select(['p.id', 's.id as seanceId'])
            .where('s.statut', '=', 'planifiee')
            .limit(1)
            .executeTakeFirst()
          return ligne ? `/seances/${ligne.seanceId}/points/${ligne.id}/modifier` : null
        },
      },
    },
    (requete, reponse) => afficherPoint(requete, reponse, requete.params.id, requete.params.pointId),
  )
  app.post<Adresse>(
    '/seances/:id/points/:pointId/modifier',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      const saisies = requete.body as Saisies
      const lu = lirePoint(requete.body)
      if (!lu.ok)
        return afficherPoint(requete, reponse, id, pointId, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await modifierPoint(
        base,
        acteurDe(requete),
        id,
        pointId,
        lu.valeurs.version,
        lu.valeurs,
        requete.maintenant,
      )
      if (issue.ok) return versPage(reponse, `/seances/${id}#ordre-du-jour`)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Ce point')
        : afficherPoint(requete, reponse, id, pointId, {
            alerte: expliquerSeance(issue.refus),
            saisies,
            statut: 409,
          })
    },
  )
  app.post<Adresse>(
    '/seances/:id/points/:pointId/deplacer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      const [sens] = choisies(requete.body as Saisies, 'sens')
      if (sens !== 'monter' && sens !== 'descendre' && sens !== 'retirer')
        return versPage(reponse, `/seances/${id}`)
      const issue = await deplacerPoint(base, acteurDe(requete), id, pointId, sens, requete.maintenant)
      if (issue.ok) return versPage(reponse, `/seances/${id}#ordre-du-jour`)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette séance')
        : afficherSeance(services, requete, reponse, id, {
            alerte: expliquerSeance(issue.refus),
            saisies: requete.body as Saisies,
            statut: issue.refus.code === 'interdit' ? 403 : 409,
          })
    },
  )
}
