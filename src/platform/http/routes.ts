import type { FastifyInstance } from 'fastify'
import { type Droit, ouvertATous } from '#shared/acteur.ts'
import type { Exemple } from './contexte.ts'
import type { Services } from './services.ts'

type Route = {
  readonly methode: string
  readonly chemin: string
  readonly droit: Droit | undefined
  readonly exemple?: Exemple
}

/** In demonstration and tests, GET /_routes lists every route with its method, its right, whether the caller has it, and an address where it can be seen. */
export function poserRegistreDesRoutes(app: FastifyInstance, services: Services): void {
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const methode of [method].flat()) {
      if (methode !== 'HEAD')
        routes.push({ methode, chemin: url, droit: config?.droit, exemple: config?.exemple })
    }
  })
  if (services.mode !== 'demonstration') return
  app.get('/_routes', { config: { droit: ouvertATous, exemple: '/_routes' } }, async (requete) => {
    const { acteur } = requete
    const lireExemples = async (resoudre: (exemple: Exemple | undefined) => Promise<string | null>) => {
      const lues: object[] = []
      for (const { methode, chemin, droit, exemple } of routes)
        lues.push({
          methode,
          chemin,
          droit: droit?.nom ?? '',
          permise: droit?.autorise(acteur) ?? false,
          exemple: await resoudre(exemple),
        })
      return lues
    }
    const fixe = (exemple: Exemple | undefined) => (typeof exemple === 'string' ? exemple : null)
    if (!acteur) return lireExemples(async (exemple) => fixe(exemple))
    return services.base.enTantQue(acteur, (tx) =>
      lireExemples(async (exemple) => (typeof exemple === 'function' ? exemple(tx) : fixe(exemple))),
    )
  })
}
