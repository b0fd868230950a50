import type { FastifyReply } from 'fastify'
import { DepotIndisponible, FichierPerdu, type Lecture } from '../fichiers/depot.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'

/**
 * Sends a kept file to be downloaded under its name, never shown by the browser as a page of ours. It goes through without being held whole:
 * its size is announced, so that one which turns out damaged on its way is cut, and the browser says that it failed.
 */
export async function telecharger(
  reponse: FastifyReply,
  fichiers: Pick<Fichiers, 'ouvrir'>,
  { nom, typeMime, sha256 }: { readonly nom: string; readonly typeMime: string; readonly sha256: string },
): Promise<FastifyReply> {
  const lecture = await fichiers.ouvrir(sha256)
  return envoyerLecture(enPieceJointe(reponse, nom).type(typeMime), lecture)
}

/** An answer that the browser keeps under this name. */
export const enPieceJointe = (reponse: FastifyReply, nom: string): FastifyReply =>
  reponse.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(nom)}`)

/** Sends bytes as they come, with their size. What cuts them on their way is told to the log: the answer has left already. */
export function envoyerLecture(reponse: FastifyReply, { taille, octets }: Lecture): FastifyReply {
  octets.once('error', (erreur) => {
    const dite = erreur instanceof FichierPerdu || erreur instanceof DepotIndisponible
    reponse.log.error({ cause: dite ? erreur.message : erreur.name }, 'fichier coupé avant sa fin')
  })
  return reponse.header('content-length', taille).send(octets)
}
