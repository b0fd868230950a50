import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import type { Services } from '../services.ts'

/**
 * Health: /sante says that the process serves and that its database answers (to send it people), /sante/vivant that the process answers (to
 * leave it running: a database that is away is no reason to restart it). And the static files under names that carry their content: kept for a
 * year by browsers.
 */
export function poserSanteEtStatique(app: FastifyInstance, services: Services): void {
  app.get(
    '/sante',
    { config: { droit: ouvertATous, exemple: '/sante', sansSession: true } },
    async (requete, reponse) => {
      const { version, mode } = services
      try {
        const { rows } = await services.base.pool.query<{ version: string }>(
          "select current_setting('server_version') as version",
        )
        return { etat: 'ok', version, base: `PostgreSQL ${rows[0]!.version}`, mode }
      } catch (erreur) {
        // A supervisor is answered too: the process serves, its database does not.
        requete.log.warn({ code: (erreur as NodeJS.ErrnoException).code }, 'santé : base absente')
        return reponse
          .code(503)
          .header('retry-after', '5')
          .send({ etat: 'base-absente', version, base: null, mode })
      }
    },
  )
  app.get(
    '/sante/vivant',
    { config: { droit: ouvertATous, exemple: '/sante/vivant', sansSession: true } },
    async () => ({ etat: 'vivant', version: services.version }),
  )
  app.get<{ Params: { '*': string } }>(
    '/statique/*',
    { config: { droit: ouvertATous, sansSession: true } },
    (requete, reponse) => reponse.sendFile(requete.params['*'], { maxAge: '1y', immutable: true }),
  )
}
