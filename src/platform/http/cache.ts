import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fichiers } from '../fichiers/fichiers.ts'
import { envoyerLecture } from './telecharger.ts'

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
  return preparer(requete, reponse.type(type), empreinte) ? reponse.send(corps) : reponse.code(304).send()
}

/** The same, of bytes kept under their SHA-256: opened only when they are wanted, and never held whole. */
export async function envoyerFichierPublic(
  requete: FastifyRequest,
  reponse: FastifyReply,
  fichiers: Pick<Fichiers, 'ouvrir'>,
  { sha256, typeMime }: { readonly sha256: string; readonly typeMime: string },
): Promise<FastifyReply> {
  return preparer(requete, reponse.type(typeMime), Buffer.from(sha256, 'hex'))
    ? envoyerLecture(reponse, await fichiers.ouvrir(sha256))
    : reponse.code(304).send()
}

/** Says how long the answer serves, and its tag. False when the reader holds it already. */
function preparer(requete: FastifyRequest, reponse: FastifyReply, empreinte: Buffer): boolean {
  if (requete.apercu) {
    reponse.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex, nofollow')
    return true
  }
  const etiquette = `"${empreinte.toString('base64url').slice(0, 22)}"`
  reponse.header('etag', etiquette).header('cache-control', `public, max-age=${FRAICHEUR}`)
  const tenues = String(requete.headers['if-none-match'] ?? '').split(/\s*,\s*/)
  if (!tenues.some((tenue) => tenue.replace(/^W\//, '') === etiquette || tenue === '*')) return true
  reponse.removeHeader('content-type')
  return false
}
