import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fichiers } from '../fichiers/fichiers.ts'
import { enPieceJointe, envoyerLecture } from './telecharger.ts'

/** How long a copy of a public answer may serve before it is asked again, in seconds. */
const FRAICHEUR = 300

/**
 * Sends the same bytes to everybody: kept five minutes by any cache, then checked by their tag. Answers 304 when the reader holds them
 * already. What is only a preview is sent to its reader alone, and kept nowhere. The tag is drawn from the bytes: it changes when, and only when, they do.
 */
export function envoyerPublic(
  requete: FastifyRequest,
  reponse: FastifyReply,
  corps: Buffer,
  type: string,
): FastifyReply {
  const empreinte = createHash('sha256').update(corps).digest()
  const tenu = estTenu(requete, empreinte)
  poser(requete, reponse, empreinte)
  return tenu ? reponse.code(304).send() : reponse.type(type).send(corps)
}

/**
 * The same, of bytes kept under their SHA-256: opened only when they are wanted, and never held whole. Always downloaded under their name, never shown by the browser
 * as a page of ours. What cannot be opened leaves nothing of this on the answer that says so: no cache may keep that one in the place of the file.
 */
export async function envoyerFichierPublic(
  requete: FastifyRequest,
  reponse: FastifyReply,
  fichiers: Pick<Fichiers, 'ouvrir'>,
  { nom, sha256, typeMime }: { readonly nom: string; readonly sha256: string; readonly typeMime: string },
): Promise<FastifyReply> {
  const empreinte = Buffer.from(sha256, 'hex')
  if (estTenu(requete, empreinte)) {
    poser(requete, reponse, empreinte)
    return reponse.code(304).send()
  }
  const lecture = await fichiers.ouvrir(sha256)
  poser(requete, reponse, empreinte)
  return envoyerLecture(enPieceJointe(reponse, nom).type(typeMime), lecture)
}

const etiquetteDe = (empreinte: Buffer): string => `"${empreinte.toString('base64url').slice(0, 22)}"`

/** Whether the reader holds these bytes already. A preview is always sent again. */
function estTenu(requete: FastifyRequest, empreinte: Buffer): boolean {
  if (requete.apercu) return false
  const tenues = String(requete.headers['if-none-match'] ?? '').split(/\s*,\s*/)
  return tenues.some((tenue) => tenue.replace(/^W\//, '') === etiquetteDe(empreinte) || tenue === '*')
}

/** Says how long the answer serves, and its tag. */
function poser(requete: FastifyRequest, reponse: FastifyReply, empreinte: Buffer): void {
  if (requete.apercu)
    reponse.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex, nofollow')
  else reponse.header('etag', etiquetteDe(empreinte)).header('cache-control', `public, max-age=${FRAICHEUR}`)
}
