import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { entrerComme } from '../../comptes/entrer.ts'
import { type Saisies, versPage } from '../contexte.ts'
import { saisie } from '../formulaire.ts'
import { retourLocal } from '../liens.ts'
import type { Services } from '../services.ts'
import { poserSession } from './poser-session.ts'
import { pageVisite } from './visite.page.tsx'

/** A role of the demonstration: anybody enters in one click. */
export type RoleDemonstration = {
  readonly id: string
  readonly libelle: string
  readonly organisme: string
  readonly cooperation: string
}

/** Reads the roles of the demonstration: people whose address is in the reserved domain of the demonstration. */
export async function listRolesDemonstration(services: Services): Promise<RoleDemonstration[]> {
  const { rows } = await services.base.pool.query<RoleDemonstration>(
    'select id, libelle, organisme, cooperation from roles_demonstration()',
  )
  return rows
}

/** The doors of the demonstration: roles, one-click entry. Registered only in demonstration mode. */
export function poserDemonstration(app: FastifyInstance, services: Services): void {
  app.get('/demo/roles', { config: { droit: ouvertATous, exemple: '/demo/roles' } }, async () =>
    (await listRolesDemonstration(services)).map((role) => ({ ...role, entrer: `/demo/entrer/${role.id}` })),
  )
  app.get('/visite', { config: { droit: ouvertATous, exemple: '/visite' } }, async (requete, reponse) => {
    const roles = await listRolesDemonstration(services)
    return services.pageSimple(
      requete,
      reponse,
      pageVisite(roles.filter(({ cooperation }) => cooperation.includes('Pays de la Loire'))),
    )
  })
  app.post<{ Params: { id: string } }>(
    '/demo/entrer/:id',
    { config: { droit: ouvertATous, sansOrigine: true } },
    async (requete, reponse) => {
      const jeton = await entrerComme(services, requete.params.id)
      if (!jeton) return services.introuvable(requete, reponse, 'Ce rôle de démonstration')
      const vers = saisie((requete.body ?? {}) as Saisies, 'vers')
      return versPage(poserSession(reponse, services, jeton), retourLocal(vers))
    },
  )
}
