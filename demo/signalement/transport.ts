import type { FastifyInstance } from 'fastify'
import { cadrer } from '../../src/signalement/protocole/cadre.ts'
import type { Transport } from '../../src/signalement/protocole/serveur.ts'

/** Requests that reach the application without a network: the same routes, the same answers. */
export const parInjection =
  (app: FastifyInstance): Transport =>
  async (chemin, { methode = 'GET', corps, jeton, suite } = {}) => {
    const reponse = await app.inject({
      method: methode as 'GET',
      url: chemin,
      headers: {
        ...(corps !== undefined && {
          'content-type': suite ? 'application/octet-stream' : 'application/json',
        }),
        ...(jeton && { authorization: `Bearer ${jeton}` }),
      },
      ...(corps !== undefined && {
        payload: suite ? Buffer.concat(cadrer(corps, suite)) : JSON.stringify(corps),
      }),
    })
    return {
      statut: reponse.statusCode,
      json: async () => reponse.json(),
      octets: async () => new Uint8Array(reponse.rawPayload),
    }
  }
