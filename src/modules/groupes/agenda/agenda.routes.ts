import type { FastifyInstance } from 'fastify'
import { ecrireCalendrier } from '#platform/agenda/agenda.ts'
import { findActeurDuLien } from '#platform/comptes/acteur-du-lien.ts'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { litLesGroupes } from '../domain/droits.ts'
import { pageMonAgenda } from './agenda.page.tsx'
import { findFlux, findPersonneDuFlux, listRendezVous } from './agenda.queries.ts'
import { cheminDuFlux, lireLienDuFlux } from './lien-agenda.ts'
import { ouvrirFlux, revoquerFlux } from './tenir-flux.ts'

/** The meetings of one person, on a page and as a feed that her diary follows. */
export function agendaRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret, adresse } = services
  app.get(
    '/mon-agenda',
    { config: { droit: litLesGroupes, exemple: '/mon-agenda' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        flux: await findFlux(tx, acteur),
        rendezVous: await listRendezVous(tx, acteur, jourDe(requete.maintenant)),
      }))
      const { flux } = donnees
      const cible = flux && { cooperationId: acteur.cooperationId, fluxId: flux.id }
      const lien = cible && `${adresse}${cheminDuFlux(secret, cible)}`
      const page = pageMonAgenda({ ...donnees, lien, acteur, maintenant: requete.maintenant })
      return services.page(requete, reponse, cadre, page)
    },
  )
  app.post('/mon-agenda/ouvrir', { config: { droit: litLesGroupes } }, async (requete, reponse) => {
    await ouvrirFlux(base, acteurDe(requete), requete.maintenant)
    services.annoncer(reponse, 'Lien d’agenda créé.')
    return versPage(reponse, '/mon-agenda#lien')
  })
  app.post('/mon-agenda/revoquer', { config: { droit: litLesGroupes } }, async (requete, reponse) => {
    await revoquerFlux(base, acteurDe(requete), requete.maintenant)
    services.annoncer(reponse, 'Lien révoqué : votre agenda ne reçoit plus rien par lui.')
    return versPage(reponse, '/mon-agenda#lien')
  })
  app.get<{ Params: { jeton: string } }>(
    '/mon-agenda/:jeton/agenda.ics',
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const ligne = await tx
            .selectFrom('flux_agenda')
            .select(['id', 'cooperation_id'])
            .where('revoque_le', 'is', null)
            .limit(1)
            .executeTakeFirst()
          return ligne
            ? cheminDuFlux(secret, { cooperationId: ligne.cooperation_id, fluxId: ligne.id })
            : null
        },
      },
    },
    async (requete, reponse) => {
      const cible = lireLienDuFlux(secret, requete.params.jeton, requete.maintenant)
      const jour = jourDe(requete.maintenant)
      const lu =
        cible &&
        (await base.enTantQueSysteme('flux d’agenda', cible.cooperationId, async (tx) => {
          const qui = await findPersonneDuFlux(tx, cible.fluxId)
          // The feed ends with the functions of the person, as everything else does.
          const acteur =
            qui && (await findActeurDuLien(tx, { ...qui, cooperationId: cible.cooperationId }, jour))
          return acteur && { acteur, rendezVous: await listRendezVous(tx, acteur, jour) }
        }))
      if (!lu) return services.introuvable(requete, reponse, 'Ce lien d’agenda')
      const flux = ecrireCalendrier(
        `${lu.acteur.cooperation}, ${lu.acteur.libelle}`,
        lu.rendezVous.map(({ genre, id, dureeMinutes, ...rdv }) => ({
          ...rdv,
          description: genre === 'seance' ? 'Séance' : 'Réunion d’un groupe de travail',
          adresse: `${adresse}${genre === 'seance' ? '/seances' : '/groupes/reunions'}/${id}`,
          finLe: new Date(+rdv.debutLe + dureeMinutes * 60_000),
        })),
      )
      return reponse
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header('x-robots-tag', 'noindex, nofollow')
        .send(flux)
    },
  )
}
