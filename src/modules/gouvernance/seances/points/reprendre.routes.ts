import type { FastifyInstance } from 'fastify'
import { listConventionsAEcheance } from '#modules/schema'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { afficherSeance } from '../../conduite/afficher-seance.routes.ts'
import { expliquerSeance } from '../../conduite/expliquer.ts'
import { tientLesSeances } from '../../domain/droits.ts'
import { listSujets } from '../seances.queries.ts'
import { findSeance } from '../seances.repository.ts'
import { questionDe } from './a-reprendre.tsx'
import { findPointReporte } from './points.repository.ts'
import { inscrirePoint, type NouveauPoint } from './preparer-point.ts'

const DEPART = { proposition: '', indivisible: false, confidentiel: false } as const

/** Enters a decision to take, or a convention about to end, on an agenda: one click, one point, however often it is sent. */
export function reprendreRoutes(app: FastifyInstance, services: Services): void {
  app.post<{ Params: { id: string } }>(
    '/seances/:id/points/repris',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cette séance')
      const saisies = requete.body as Saisies
      const acteur = acteurDe(requete)
      const point = await services.base.enTantQue(acteur, async (tx): Promise<NouveauPoint | null> => {
        const seance = await findSeance(tx, id)
        if (!seance) return null
        const sujet = (await listSujets(tx, { instanceId: seance.instanceId })).find(
          (candidat) => candidat.id === saisie(saisies, 'sujet'),
        )
        if (sujet) {
          const { question, expose, genre, porte, conventionId } = sujet
          const suite = { question, expose, genre, porte, sujetId: sujet.id, conventionId }
          return { ...DEPART, typeDecision: null, ...(await findPointReporte(tx, sujet.id)), ...suite }
        }
        const convention = (
          await listConventionsAEcheance(tx, jourDe(requete.maintenant), jourDe(seance.debutLe))
        ).find((candidate) => candidate.id === saisie(saisies, 'convention'))
        return convention
          ? {
              ...DEPART,
              question: questionDe(convention),
              expose: '',
              genre: 'vote',
              porte: convention.parties,
              typeDecision: 'convention',
              sujetId: null,
              conventionId: convention.id,
            }
          : null
      })
      if (!point) return services.introuvable(requete, reponse, 'Ce qui est à reprendre')
      const issue = await inscrirePoint(services.base, acteur, id, point, 0, undefined, requete.maintenant)
      if (issue.ok) services.annoncer(reponse, 'Point inscrit à l’ordre du jour.')
      if (issue.ok || issue.refus.code === 'deja-inscrit')
        return versPage(reponse, `/seances/${id}#ordre-du-jour`)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette séance')
        : afficherSeance(services, requete, reponse, id, {
            alerte: expliquerSeance(issue.refus),
            statut: issue.refus.code === 'interdit' ? 403 : 409,
          })
    },
  )
}
