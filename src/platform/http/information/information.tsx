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
    app.get(chemin, { config: { droit: ouvertATous, exemple: chemin } }, (requete, reponse) => {
      const page = { titre, contenu: contenu(contact) }
      return requete.acteur
        ? services
            .lire(requete, async () => null)
            .then(({ cadre }) => services.page(requete, reponse, cadre, page))
        : services.pageSimple(requete, reponse, page)
    })
  }
}
