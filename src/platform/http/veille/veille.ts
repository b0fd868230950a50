import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { exigeSecondFacteur } from '../../comptes/facteurs/exigence.ts'
import { finDeSession } from '../../comptes/sessions.ts'
import type { Services } from '../services.ts'
import { type Echeance, echeanceDe } from './echeance.ts'

/** How long the session of a page still lasts, asked without making it last; and the request by which its owner says that she is still there. */
export function poserVeille(app: FastifyInstance, services: Services): void {
  const { comptes, mode } = services
  const lire = async ({ session, maintenant }: FastifyRequest, vueLe?: Date): Promise<Echeance> => {
    const finLe = session && (await finDeSession(comptes, session.sessionId))
    if (!session || !finLe) return { reste: 0, prolongeable: false }
    const veille = exigeSecondFacteur(mode) ? session.veille : null
    return echeanceDe({ vueLe: vueLe ?? session.vueLe }, finLe, veille, maintenant)
  }
  const sansCache = (reponse: FastifyReply) => reponse.header('cache-control', 'private, no-store')

  app.get(
    '/compte/echeance',
    { config: { droit: ouvertATous, exemple: '/compte/echeance', sansSuivi: true } },
    async (requete, reponse) => {
      sansCache(reponse)
      return lire(requete)
    },
  )
  // The guard has read the session, and so noted that it is in use: nothing else prolongs it, nor anything beyond its twelve hours.
  app.post('/compte/prolonger', { config: { droit: ouvertATous } }, async (requete, reponse) => {
    sansCache(reponse)
    return lire(requete, requete.maintenant)
  })
}
