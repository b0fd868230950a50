import type { FastifyReply, FastifyRequest } from 'fastify'
import { ouvrirSession } from '../../comptes/inscrire.ts'
import { jetonSigne, nomDuCookie, type Session } from '../../comptes/session.ts'
import { listStructures, type Structure } from '../../comptes/structures.ts'
import { versPage } from '../contexte.ts'
import { retourLocal } from '../liens.ts'
import type { Services } from '../services.ts'
import { marquerAppareil } from './appareil.ts'
import { finirLaPrecedente, poserSession } from './poser-session.ts'

/**
 * A session proved anew gets a new token: who knew the former one holds nothing. It keeps the instant of its opening, a link of hours ago is not a
 * fresh one, and its end: proving again does not make it last.
 */
export async function renouvelerSession(
  services: Services,
  requete: FastifyRequest,
  reponse: FastifyReply,
  session: Session,
  preuve: string,
): Promise<void> {
  const { internalAdapter } = await services.comptes.$context
  const ancien = jetonSigne(requete.cookies[nomDuCookie(services.securise)], services.secret)!
  const structure = await internalAdapter.findSession(ancien)
  const { cooperationId = null, organismeId = null } = (structure?.session ?? {}) as {
    cooperationId?: string | null
    organismeId?: string | null
  }
  const nouvelle = await ouvrirSession(
    services,
    session.compteId,
    { cooperationId, organismeId },
    [...new Set(`${session.preuves} ${preuve}`.trim().split(' '))].join(' '),
    requete.headers['user-agent'],
  )
  if (structure)
    await internalAdapter.updateSession(jetonSigne(nouvelle, services.secret)!, {
      createdAt: structure.session.createdAt,
      expiresAt: structure.session.expiresAt,
    })
  await internalAdapter.deleteSession(ancien)
  services.securite.noter(requete, 'seconde-preuve', { moyen: preuve })
  poserSession(reponse, services, nouvelle)
}

/** The only organisation, when there is one. */
const laSeule = async (structures: readonly Structure[]): Promise<Structure | null> =>
  structures.length === 1 ? structures[0]! : null

/**
 * Opens a session after a proof of identity: the only organisation is chosen, otherwise the person chooses.
 * @param choisir another way to choose among her organisations; null: she does
 */
export async function entrerAvec(
  services: Services,
  requete: FastifyRequest,
  reponse: FastifyReply,
  qui: { readonly compte: string; readonly preuves: string; readonly retour: string | undefined },
  choisir: (structures: readonly Structure[]) => Promise<Structure | null> = laSeule,
): Promise<FastifyReply> {
  const compte = await (await services.comptes.$context).internalAdapter.findUserById(qui.compte)
  if (!compte) throw new Error('Le compte d’une preuve acceptée n’existe plus.')
  const structures = await listStructures(services.base, compte.email, requete.maintenant)
  const choisie = await choisir(structures)
  const jeton = await ouvrirSession(
    services,
    qui.compte,
    { cooperationId: choisie?.cooperationId ?? null, organismeId: choisie?.organismeId ?? null },
    qui.preuves,
    requete.headers['user-agent'],
  )
  await finirLaPrecedente(services, requete)
  poserSession(reponse, services, jeton)
  marquerAppareil(requete, reponse, services, compte.email)
  services.securite.noter(requete, 'entree', { compte: qui.compte, moyen: qui.preuves })
  const versLeChoix = qui.retour
    ? `/structures?${new URLSearchParams({ retour: qui.retour })}`
    : '/structures'
  return versPage(reponse, choisie ? retourLocal(qui.retour) : versLeChoix)
}
