import { join } from 'node:path'
import statique from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import { poserArret } from '#platform/http/arret.ts'
import { ouvrirBalayage } from './balayage.ts'
import type { Base } from './base.ts'
import { bureauRoutes } from './bureau/bureau.routes.ts'
import { visionneuseRoutes } from './bureau/visionneuse/visionneuse.routes.ts'
import { creerRendu } from './cadre/rendu.tsx'
import { ouvrirCellules } from './cellules.ts'
import { cleDesPreuves, lireAncrages, ouvrirEfforts, ouvrirSessions } from './cles-serveur.ts'
import type { Config } from './config.ts'
import { depotRoutes } from './depot/depot.routes.ts'
import { pagesRoutes } from './pages.routes.tsx'
import { poserEntetes, poserRefus, refuserAdresse } from './refus.tsx'
import { retourRoutes } from './retour/retour.routes.ts'
import type { Services } from './services.ts'
import { temoinsRoutes } from './temoins.routes.ts'

export type Dependances = Readonly<{
  config: Config
  base: Base
  noms: Readonly<Record<string, string>>
  maintenant: () => Date
}>

/** The whole application on one screen. No logger: neither address, nor user agent, nor path is written anywhere. No cookie. */
export async function creerApplication({
  config,
  base,
  noms,
  maintenant,
}: Dependances): Promise<FastifyInstance> {
  const page = creerRendu({ noms, demonstration: config.mode === 'demonstration', accueil: '/' })
  const app = fastify({
    logger: false,
    routerOptions: { maxParamLength: 120 },
    frameworkErrors: refuserAdresse(config.adresse, '/', page),
  })
  const preuve = cleDesPreuves(config.donnees)
  const cellules = ouvrirCellules(base, lireAncrages(config.donnees), preuve.publique, maintenant)
  const services: Services = {
    config,
    base,
    preuve,
    cellules,
    balayer: ouvrirBalayage(base, cellules, maintenant),
    efforts: ouvrirEfforts(config.bits, maintenant),
    auteurs: ouvrirSessions(maintenant),
    membres: ouvrirSessions(maintenant),
    maintenant,
    page,
  }
  poserArret(app)
  const routes: { methode: string; chemin: string; exemple: string | null }[] = []
  app.addHook('onRoute', ({ method, url, config: c }) => {
    for (const methode of [method].flat())
      if (methode !== 'HEAD')
        routes.push({ methode, chemin: url, exemple: typeof c?.exemple === 'string' ? c.exemple : null })
  })
  app.addHook('onRequest', async (_requete, reponse) => {
    poserEntetes(reponse, config.adresse)
  })
  poserRefus(app, page)
  // Sealed files: read as they come by who asked for them, never gathered.
  app.addContentTypeParser('application/octet-stream', (_requete, flux, suite) => suite(null, flux))
  await app.register(statique, {
    root: join(config.racine, 'dist/statique'),
    prefix: '/statique/',
    serve: false,
  })
  app.get<{ Params: { '*': string } }>('/statique/*', (requete, reponse) => {
    // The frame of attached files has no origin: for it every address is another's, this one script's too.
    if (requete.params['*'] === noms['visionneuse.js'])
      reponse.header('cross-origin-resource-policy', 'cross-origin')
    return reponse.sendFile(requete.params['*'], { maxAge: '1y', immutable: true })
  })
  app.get('/sante', { config: { exemple: '/sante' } }, async (_requete, reponse) => {
    try {
      await base.pool.query('select 1')
      return { etat: 'ok', base: 'PostgreSQL', mode: config.mode }
    } catch {
      return reponse.code(503).send({ etat: 'base-absente', base: null, mode: config.mode })
    }
  })
  app.get('/v1/scripts', async () => ({ effort: `/statique/${noms['effort.js']}` }))
  pagesRoutes(app, services)
  depotRoutes(app, services)
  retourRoutes(app, services)
  bureauRoutes(app, services)
  visionneuseRoutes(app, noms)
  temoinsRoutes(app, services)
  if (config.mode === 'demonstration')
    app.get('/_routes', { config: { exemple: '/_routes' } }, async () => routes)
  await app.ready()
  return app
}
