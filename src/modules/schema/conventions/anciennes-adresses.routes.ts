import type { FastifyInstance } from 'fastify'
import { litLeSchema } from '../domain/droits.ts'

/** Addresses of the former register of documents (docs/adr/0023): its rows kept their identifiers, links kept elsewhere still lead to them. */
export function anciennesAdressesRoutes(app: FastifyInstance): void {
  const config = { droit: litLeSchema }
  app.get('/documents', { config }, (_, reponse) => reponse.redirect('/conventions', 301))
  app.get('/documents/nouveau', { config }, (_, reponse) => reponse.redirect('/conventions/nouvelle', 301))
  for (const suite of ['', '/modifier'])
    app.get<{ Params: { id: string } }>(`/documents/:id${suite}`, { config }, (requete, reponse) =>
      reponse.redirect(`/conventions/${requete.params.id}${suite}`, 301),
    )
}
