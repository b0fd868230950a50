import type { FastifyInstance } from 'fastify'
import { type Droit, ouvertATous } from '#shared/acteur.ts'
import type { Tx } from '../base/base.ts'
import type { Exemple } from './contexte.ts'
import type { Services } from './services.ts'

type Route = {
  readonly methode: string
  readonly chemin: string
  readonly droit: Droit | undefined
  readonly exemple?: Exemple
}

/**
 * In demonstration and tests, GET /_routes lists every route with its method, its right, whether the caller has it, and an address
 * where it can be seen among the rows that the caller may read (signed out: those of the first cooperation).
 */
export function poserRegistreDesRoutes(app: FastifyInstance, services: Services): void {
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const methode of [method].flat()) {
      if (methode !== 'HEAD')
        routes.push({ methode, chemin: url, droit: config?.droit, exemple: config?.exemple })
    }
  })
  if (services.mode !== 'demonstration') return
  const { base } = services
  app.get('/_routes', { config: { droit: ouvertATous, exemple: '/_routes' } }, async (requete) => {
    const { acteur } = requete
    const lister = async (tx: Tx) => {
      const trouvees = new Map<string, string>()
      for (const { chemin, exemple } of routes) {
        const trouve = typeof exemple === 'function' ? await exemple(tx) : exemple
        if (trouve) trouvees.set(chemin, trouve)
      }
      return routes.map(({ methode, chemin, droit }) => ({
        methode,
        chemin,
        droit: droit?.nom ?? '',
        permise: droit?.autorise(acteur) ?? false,
        exemple: methode === 'GET' ? (trouvees.get(chemin) ?? null) : adresseDEnvoi(chemin, trouvees),
      }))
    }
    if (acteur) return base.enTantQue(acteur, lister)
    const { rows } = await base.pool.query<{ id: string }>('select id from cooperations_connues() limit 1')
    return base.enTantQueSysteme('registre des routes', rows[0]?.id ?? INCONNU, lister)
  })
}

const INCONNU = '00000000-0000-0000-0000-000000000000'

/**
 * Where a form of that path can be sent: the parameters that a page of the same address shows, and for the others an identifier
 * that nothing bears.
 * @param pages paths of the pages with an address of each
 */
export function adresseDEnvoi(chemin: string, pages: ReadonlyMap<string, string>): string {
  const segments = chemin.split('/')
  for (let n = segments.length; n > 1; n--) {
    const page = pages.get(segments.slice(0, n).join('/'))
    if (page === undefined) continue
    const [debut] = page.split('?')
    return [debut, ...segments.slice(n).map(remplir)].join('/')
  }
  return segments.map(remplir).join('/')
}

const remplir = (segment: string): string => (segment.startsWith(':') ? INCONNU : segment)
