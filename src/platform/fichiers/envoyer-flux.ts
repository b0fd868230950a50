import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/**
 * Sends a signed request whose body comes as it is read; its headers say its length. `fetch` would do, but reads the body faster than the
 * network takes it, and so holds it whole. A server that answers before the end is listened to.
 */
export async function envoyerFlux(
  signee: Request,
  octets: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Response> {
  const { request } = signee.url.startsWith('https:') ? https : http
  const demande = request(signee.url, {
    method: signee.method,
    headers: Object.fromEntries(signee.headers),
    signal,
  })
  const reponse = new Promise<Response>((resoudre, rejeter) => {
    demande.on('error', rejeter)
    demande.on('response', (recue) => {
      // A status that no answer of HTTP has is refused here too.
      text(recue)
        .then((corps) => resoudre(new Response(corps || null, { status: recue.statusCode ?? 0 })))
        .catch(rejeter)
    })
  })
  const envoi = pipeline(Readable.from(octets, { objectMode: false }), demande)
  // What stops the sending is told by the answer, when there is one.
  envoi.catch(() => {})
  return reponse
}
