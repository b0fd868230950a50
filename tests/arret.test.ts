// A stopping server ends the connections of what it was answering: a browser that would keep one holds nobody.
import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { poserArret } from '../src/platform/http/arret.ts'

it('la réponse en cours pendant l’arrêt dit à son visiteur de fermer, et l’arrêt finit', async () => {
  const app = fastify({ keepAliveTimeout: 3_600_000 })
  poserArret(app)
  const entree = Promise.withResolvers<void>()
  const verrou = Promise.withResolvers<void>()
  const commence = Promise.withResolvers<void>()
  app.addHook('preClose', async () => commence.resolve())
  app.get('/', async () => {
    entree.resolve()
    await verrou.promise
    return 'dit'
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const demande = request({ port, host: '127.0.0.1', headers: { connection: 'keep-alive' } }).end()
  await entree.promise
  const arret = app.close()
  await commence.promise
  verrou.resolve()
  const [reponse] = (await once(demande, 'response')) as [import('node:http').IncomingMessage]
  expect(reponse.headers.connection).toBe('close')
  expect((await reponse.toArray()).join('')).toBe('dit')
  await expect(arret).resolves.toBeUndefined()
})
