import type { FastifyReply, FastifyRequest } from 'fastify'
import { ouvrirSession } from '../comptes/inscrire.ts'
import { jetonSigne, nomDuCookie, type Session } from '../comptes/session.ts'
import { listStructures } from '../comptes/structures.ts'
import { marquerAppareil } from './appareil.ts'
import { versPage } from './contexte.ts'
import { retourLocal } from './liens.ts'
import { poserSession } from './poser-session.ts'
import type { Services } from './services.ts'

/** A session proved anew gets a new token: who knew the former one holds nothing. */
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
    `${session.preuves} ${preuve}`.trim(),
    requete.headers['user-agent'],
  )
  await internalAdapter.deleteSession(ancien)
  poserSession(reponse, services, nouvelle)
}

/** Opens a session after a proof of identity: the only organisation is chosen, otherwise the person chooses. */
export async function entrerAvec(
  services: Services,
  requete: FastifyRequest,
  reponse: FastifyReply,
  qui: { readonly compte: string; readonly preuves: string; readonly retour: string | undefined },
): Promise<FastifyReply> {
  const compte = await (await services.comptes.$context).internalAdapter.findUserById(qui.compte)
  if (!compte) throw new Error('Le compte d’une preuve acceptée n’existe plus.')
  const structures = await listStructures(services.base, compte.email, requete.maintenant)
  const unique = structures.length === 1 ? structures[0] : undefined
  const jeton = await ouvrirSession(
    services,
    qui.compte,
    { cooperationId: unique?.cooperationId ?? null, organismeId: unique?.organismeId ?? null },
    qui.preuves,
    requete.headers['user-agent'],
  )
  poserSession(reponse, services, jeton)
  marquerAppareil(requete, reponse, services, compte.email)
  const choisir = qui.retour ? `/structures?${new URLSearchParams({ retour: qui.retour })}` : '/structures'
  return versPage(reponse, unique ? retourLocal(qui.retour) : choisir)
}
