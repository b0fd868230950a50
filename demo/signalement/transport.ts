import type { FastifyInstance } from 'fastify'
import type { Transport } from '../../src/signalement/protocole/serveur.ts'

/** Requests that reach the application without a network: the same routes, the same answers. */
export const parInjection =
  (app: FastifyInstance): Transport =>
  async (chemin, { methode = 'GET', corps, jeton } = {}) => {
    const reponse = await app.inject({
      method: methode as 'GET',
      url: chemin,
      headers: {
        ...(corps !== undefined && { 'content-type': 'application/json' }),
        ...(jeton && { authorization: `Bearer ${jeton}` }),
      },
      ...(corps !== undefined && { payload: JSON.stringify(corps) }),
    })
    return {
      statut: reponse.statusCode,
      json: async () => reponse.json(),
      octets: async () => new Uint8Array(reponse.rawPayload),
    }
  }
