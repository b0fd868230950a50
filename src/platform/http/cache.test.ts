import { Readable } from 'node:stream'
import fastify from 'fastify'
import { afterAll, expect, it } from 'vitest'
import { DepotIndisponible } from '../fichiers/depot.ts'
import { envoyerFichierPublic } from './cache.ts'

let panne = false
const fichiers = {
  ouvrir: async () => {
    if (panne) throw new DepotIndisponible('Le dépôt ne répond pas.')
    return { taille: 5, octets: Readable.from([Buffer.from('texte')], { objectMode: false }) }
  },
}
const app = fastify()
app.decorateRequest('apercu', false)
app.get('/document', (requete, reponse) =>
  envoyerFichierPublic(requete, reponse, fichiers, {
    nom: 'été.txt',
    sha256: 'ab'.repeat(32),
    typeMime: 'text/plain',
  }),
)
afterAll(() => app.close())
const lire = (headers = {}) => app.inject({ url: '/document', headers })

it('un document public se garde sous son étiquette ; une panne du dépôt n’est gardée par personne à sa place', async () => {
  const lu = await lire()
  expect([lu.statusCode, lu.body, lu.headers['content-disposition']]).toEqual([
    200,
    'texte',
    "attachment; filename*=UTF-8''%C3%A9t%C3%A9.txt",
  ])
  expect(lu.headers['cache-control']).toBe('public, max-age=300')
  panne = true
  const perdu = await lire()
  expect(perdu.statusCode).toBe(500)
  for (const nom of ['etag', 'cache-control', 'content-disposition'])
    expect(perdu.headers, nom).not.toHaveProperty(nom)
  // Who holds it already needs no store.
  expect((await lire({ 'if-none-match': lu.headers.etag })).statusCode).toBe(304)
})
