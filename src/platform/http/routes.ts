import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import type { Exemple } from './contexte.ts'
import type { Services } from './services.ts'

type Route = {
  readonly methode: string
  readonly chemin: string
  readonly droit: string
  readonly exemple?: Exemple
}

/** In demonstration and tests, GET /_routes lists every route with its method, its right and an address where it can be seen. */
export function poserRegistreDesRoutes(app: FastifyInstance, services: Services): void {
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const methode of [method].flat()) {
      if (methode !== 'HEAD')
        routes.push({ methode, chemin: url, droit: config?.droit?.nom ?? '', exemple: config?.exemple })
    }
  })
  if (services.mode !== 'demonstration') return
  app.get('/_routes', { config: { droit: ouvertATous, exemple: '/_routes' } }, async (requete) => {
    const { acteur } = requete
    const lireExemples = async (resoudre: (exemple: Exemple | undefined) => Promise<string | null>) => {
      const lues: object[] = []
      for (const { exemple, ...route } of routes) lues.push({ ...route, exemple: await resoudre(exemple) })
      return lues
    }
    const fixe = (exemple: Exemple | undefined) => (typeof exemple === 'string' ? exemple : null)
    if (!acteur) return lireExemples(async (exemple) => fixe(exemple))
    return services.base.enTantQue(acteur, (tx) =>
      lireExemples(async (exemple) => (typeof exemple === 'function' ? exemple(tx) : fixe(exemple))),
    )
  })
}
