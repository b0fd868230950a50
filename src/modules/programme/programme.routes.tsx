import type { FastifyInstance } from 'fastify'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLeProgramme } from './domain/droits.ts'
import { estFini } from './domain/periodes.ts'
import { pageContributions } from './membres/membres.page.tsx'
import { pageProgramme } from './programme.page.tsx'
import { listActions, listMembres } from './programme.queries.ts'
import { findProgramme, listReprises } from './structure/programmes.queries.ts'

/** The programme as a whole, and the part of each member in it. */
export function programmeRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/programme',
    { config: { droit: litLeProgramme, exemple: '/programme' } },
    async (requete, reponse) => {
      const jour = jourDe(requete.maintenant)
      const voulu = saisie(requete.query as Saisies, 'programme')
      if (voulu && !estId(voulu)) return services.introuvable(requete, reponse, 'Ce programme')
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const programme = await findProgramme(tx, jour, voulu || undefined)
        return {
          programme,
          actions: await listActions(tx, { programmeId: programme?.id ?? null }),
          membres: await listMembres(tx, jour),
          reprises: programme && estFini(programme, jour) ? await listReprises(tx, programme.id) : [],
        }
      })
      if (voulu && !donnees.programme) return services.introuvable(requete, reponse, 'Ce programme')
      return services.page(
        requete,
        reponse,
        cadre,
        pageProgramme({
          ...donnees,
          acteur: acteurDe(requete),
          aujourdhui: jour,
          filtres: requete.query as Saisies,
        }),
      )
    },
  )
  app.get(
    '/programme/membres',
    { config: { droit: litLeProgramme, exemple: '/programme/membres' } },
    async (requete, reponse) => {
      const jour = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        actions: await listActions(tx, { nonFinisLe: jour }),
        membres: await listMembres(tx, jour),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageContributions({ ...donnees, acteur: acteurDe(requete), aujourdhui: jour }),
      )
    },
  )
}
