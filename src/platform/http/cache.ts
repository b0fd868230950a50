import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

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
  if (requete.apercu)
    return reponse
      .header('cache-control', 'private, no-store')
      .header('x-robots-tag', 'noindex, nofollow')
      .type(type)
      .send(corps)
  const etiquette = `"${createHash('sha256').update(corps).digest('base64url').slice(0, 22)}"`
  reponse.header('etag', etiquette).header('cache-control', `public, max-age=${FRAICHEUR}`)
  const tenues = String(requete.headers['if-none-match'] ?? '').split(/\s*,\s*/)
  if (tenues.some((tenue) => tenue.replace(/^W\//, '') === etiquette || tenue === '*'))
    return reponse.code(304).send()
  return reponse.type(type).send(corps)
}
