import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import type { Services } from './services.ts'

/** Health, and the static files under names that carry their content: kept for a year by browsers. */
export function poserSanteEtStatique(app: FastifyInstance, services: Services): void {
  app.get('/sante', { config: { droit: ouvertATous, exemple: '/sante' } }, async () => {
    const { rows } = await services.base.pool.query<{ version: string }>(
      "select current_setting('server_version') as version",
    )
    return {
      etat: 'ok',
      version: services.version,
      base: `PostgreSQL ${rows[0]!.version}`,
      mode: services.mode,
    }
  })
  app.get<{ Params: { '*': string } }>(
    '/statique/*',
    { config: { droit: ouvertATous } },
    (requete, reponse) => reponse.sendFile(requete.params['*'], { maxAge: '1y', immutable: true }),
  )
}
