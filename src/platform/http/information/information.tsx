import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import type { Services } from '../services.ts'
import { accessibilite } from './accessibilite.tsx'
import { aide } from './aide.tsx'
import { mentions } from './mentions.tsx'
import { plan } from './plan.tsx'

/** Pages that say the same thing to everybody, signed in or not. */
export function poserInformation(app: FastifyInstance, services: Services, contact: string | null): void {
  for (const { chemin, titre, contenu } of [accessibilite, mentions, aide, plan]) {
    app.get(chemin, { config: { droit: ouvertATous, exemple: chemin } }, (requete, reponse) =>
      services.pageSelonSession(requete, reponse, { titre, contenu: contenu(contact) }),
    )
  }
}
