// What both processes say of transport, before any database: HTTPS and nothing else, no echo, no redirection followed.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dossierJetable } from '../../tests/serveur.ts'
import { creerApplication } from './app.tsx'
import { type Base, ouvrirBase } from './base.ts'
import { lireConfig } from './config.ts'
import { creerSansScript } from './scelleur/app.tsx'

const racine = join(import.meta.dirname, '../..')
const dossier = dossierJetable()
let base: Base
let application: FastifyInstance
let sansScript: FastifyInstance
/** In the place of the application: sends everybody to another address, and counts who follows. */
let detour: Server
let suivis = 0
beforeAll(async () => {
  detour = createServer(({ url }, reponse) => {
    if (url === '/ailleurs') suivis += 1
    reponse.writeHead(302, { location: '/ailleurs' }).end()
  }).listen(0, '127.0.0.1')
  await once(detour, 'listening')
  const config = lireConfig(
    {
      MODE: 'production',
      DONNEES: dossier.chemin,
      ADRESSE_SIGNALEMENT: 'https://accueil.exemple.fr',
      ADRESSE_SANS_SCRIPT: 'https://accueil-simple.exemple.fr',
    },
    racine,
  )
  base = ouvrirBase('postgres://accueil_app@127.0.0.1:9/absente')
  application = await creerApplication({ config, base, noms: {}, maintenant: () => new Date() })
  sansScript = await creerSansScript({
    principal: `http://127.0.0.1:${(detour.address() as AddressInfo).port}`,
    adresse: config.adresseSansScript,
    demonstration: false,
    noms: {},
    statique: dossier.chemin,
    envoisAvantRelance: 10,
    finir: () => {},
  })
})
afterAll(async () => {
  await Promise.all([application.close(), sansScript.close(), base.fermer()])
  detour.close()
  dossier.supprimer()
})

describe.each([
  ['l’application', () => application],
  ['le chemin sans script', () => sansScript],
])('%s', (_nom, elle) => {
  it('n’est atteinte que par HTTPS, sous-domaines compris, que la page existe ou non', async () => {
    for (const url of ['/', '/sante', '/retour', '/nulle-part', '/statique/x.js']) {
      const { headers } = await elle().inject({ url })
      expect(headers['strict-transport-security'], url).toBe('max-age=63072000; includeSubDomains')
      expect(headers['x-content-type-options'], url).toBe('nosniff')
      expect(headers['cache-control'], url).toBe('no-store')
      expect(headers['content-security-policy'], url).toMatch(/^default-src 'none'.*frame-ancestors 'none'/)
      expect(headers['set-cookie'], url).toBeUndefined()
    }
  })
  it('ne rend pas ce qu’elle reçoit à TRACE, ni aucun fichier par un chemin qui remonte', async () => {
    const trace = await elle().inject({
      method: 'TRACE' as 'GET',
      url: '/',
      headers: { 'x-temoin': 'canari' },
    })
    expect(trace.statusCode).toBeGreaterThanOrEqual(400)
    expect(trace.body).not.toContain('canari')
    for (const url of [
      '/statique/..%2f..%2fpackage.json',
      '/statique/%2e%2e/%2e%2e/package.json',
      '/statique/..%5cpackage.json',
      '/statique/',
      '/.git/config',
    ]) {
      const { statusCode, body } = await elle().inject({ url })
      expect(statusCode, url).toBeGreaterThanOrEqual(400)
      expect(body, url).not.toMatch(/"dependencies"|\[core\]/)
    }
  })
})

it('un fichier joint se lit dans un cadre qui n’a pas d’origine, que le bureau seul peut tenir, et d’où rien ne part', async () => {
  const cadre = (await application.inject({ url: '/visionneuse' })).headers
  expect(cadre['content-security-policy']).toMatch(
    /^sandbox allow-scripts; default-src 'none'; script-src 'self'; .*form-action 'none'; frame-ancestors 'self'/,
  )
  expect(cadre['content-security-policy']).not.toMatch(/allow-same-origin|connect-src|img-src|unsafe/)
  expect(cadre['x-frame-options']).toBeUndefined()
  const cadresDe = async (url: string) =>
    /frame-src '(\w+)'/.exec(
      String((await application.inject({ url })).headers['content-security-policy']),
    )?.[1]
  expect(await cadresDe('/bureau')).toBe('self')
  for (const url of ['/retour', '/nulle-part']) expect(await cadresDe(url), url).toBe('none')
})

it('le chemin sans script ne suit personne ailleurs : il dit que rien n’est enregistré', async () => {
  const { statusCode, body } = await sansScript.inject({ url: '/' })
  expect(statusCode).toBe(500)
  expect(body).toContain('Rien n’a été enregistré')
  expect(suivis).toBe(0)
})
