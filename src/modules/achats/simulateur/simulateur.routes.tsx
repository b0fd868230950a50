import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Saisies } from '#platform/http/contexte.ts'
import { saisie as lireSaisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { CHAMPS_SIMULATION, exemple, type SaisieSimulation, simuler } from './demande.ts'
import { pageSimulateur } from './simulateur.page.tsx'

/**
 * The simulator of an agent: public, no account, nothing written. What is typed travels in the body of a POST, never in an address that servers and
 * histories keep; a shared link holds it in its fragment, which browsers never send.
 */
export function simulateurRoutes(app: FastifyInstance, services: Services): void {
  const repondre = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    saisie: SaisieSimulation,
    estExemple: boolean,
  ) => {
    reponse.header('cache-control', 'private, no-store')
    return services.pageSimple(
      requete,
      reponse,
      pageSimulateur({ saisie, issue: simuler(saisie), estExemple }),
    )
  }
  app.get(
    '/simulateur',
    { config: { droit: ouvertATous, exemple: '/simulateur', sansSession: true } },
    (requete, reponse) => repondre(requete, reponse, exemple(jourDe(requete.maintenant)), true),
  )
  app.post('/simulateur', { config: { droit: ouvertATous, sansSession: true } }, (requete, reponse) => {
    const corps = (requete.body ?? {}) as Saisies
    const lue = Object.fromEntries(
      CHAMPS_SIMULATION.map((champ) => [champ, (lireSaisie(corps, champ) ?? '').slice(0, 40)]),
    ) as SaisieSimulation
    return repondre(requete, reponse, lue, false)
  })
}
