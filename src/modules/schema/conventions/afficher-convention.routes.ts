import type { FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { listMembres, listTraces } from '../schema.queries.ts'
import { pageConvention } from './convention.page.tsx'
import { findConvention, listRappels } from './conventions.queries.ts'
import { listTextes } from './textes/textes.queries.ts'

/** Shows a convention, with what a refused form of its page says. */
export async function afficherConvention(
  services: Services,
  requete: FastifyRequest,
  reponse: FastifyReply,
  id: string,
  retour: RetourDeFormulaire = {},
) {
  const aujourdhui = jourDe(requete.maintenant)
  const { cadre, donnees } = await services.lire(requete, async (tx) => ({
    convention: await findConvention(tx, id),
    membres: await listMembres(tx, aujourdhui),
    traces: await listTraces(tx, `convention:${id}`),
    rappels: await listRappels(tx, id),
    textes: await listTextes(tx, id),
  }))
  const { convention, ...reste } = donnees
  if (!convention) return services.introuvable(requete, reponse, 'Cette convention')
  const acteur = acteurDe(requete)
  const cle = nouvelId(+requete.maintenant)
  const page = pageConvention({ convention, ...reste, acteur, aujourdhui, cle, ...retour })
  return services.page(requete, reponse, cadre, page)
}
