import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { accessibilite } from './information/accessibilite.tsx'
import { aide } from './information/aide.tsx'
import { mentions } from './information/mentions.tsx'
import { plan } from './information/plan.tsx'
import type { Services } from './services.ts'

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
