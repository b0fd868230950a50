import type { FastifyInstance } from 'fastify'

/**
 * While the server stops, an answer that was under way ends its connection. Left open, it would keep the process waiting for the next
 * request of that browser: over a minute, for a Ctrl-C.
 */
export function poserArret(app: FastifyInstance): void {
  let enArret = false
  app.addHook('preClose', async () => {
    enArret = true
  })
  app.addHook('onSend', async (_requete, reponse, corps) => {
    if (enArret) reponse.header('connection', 'close')
    return corps
  })
  app.addHook('onResponse', async () => {
    if (enArret) setImmediate(() => app.server.closeIdleConnections())
  })
}
