import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { exigeSecondFacteur } from '../../comptes/facteurs/exigence.ts'
import { dureeDeVeille, type Session } from '../../comptes/session.ts'
import { finDeSession } from '../../comptes/sessions.ts'
import type { Services } from '../services.ts'

/** What the page in front of somebody is told of the end of her session. */
export type Echeance = {
  /** Milliseconds left, by the clock of the server; 0 when the session is over. */
  readonly reste: number
  /** Asking for a page puts the end off: it is inactivity that comes first. False at the end of the twelve hours. */
  readonly prolongeable: boolean
}

/** Who has chosen no organisation yet decides nothing. */
const SANS_FONCTION = { roleMembre: null, fonctions: [] }

/**
 * When a session ends if nothing more is asked: twelve hours after it was opened, or after a time without any page, whichever comes first.
 * @param finLe the end of the twelve hours
 * @param veille milliseconds without any page that end it; null where inactivity is not looked at (the demonstration)
 */
export function echeanceDe(
  { vueLe }: Pick<Session, 'vueLe'>,
  finLe: Date,
  veille: number | null,
  maintenant: Date,
): Echeance {
  const absolue = +finLe - +maintenant
  const parVeille = veille === null ? Number.POSITIVE_INFINITY : +vueLe + veille - +maintenant
  return { reste: Math.max(0, Math.min(absolue, parVeille)), prolongeable: parVeille < absolue }
}

/** How long the session of a page still lasts, asked without making it last; and the request by which its owner says that she is still there. */
export function poserVeille(app: FastifyInstance, services: Services): void {
  const { comptes, mode } = services
  const lire = async ({ session, maintenant }: FastifyRequest, vueLe?: Date): Promise<Echeance> => {
    const finLe = session && (await finDeSession(comptes, session.sessionId))
    if (!session || !finLe) return { reste: 0, prolongeable: false }
    const veille = exigeSecondFacteur(mode) ? dureeDeVeille(session.acteur ?? SANS_FONCTION) : null
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
