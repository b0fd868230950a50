import type { FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import type { Result } from '#shared/result.ts'
import type { Populations } from '../analyse/population.ts'
import { conduit } from '../domain/droits.ts'
import { findOperation } from '../operations/operations.queries.ts'
import type { RefusMarche } from './conduire-marche.ts'
import { expliquerMarche } from './expliquer.ts'
import { pageMarche } from './marche.page.tsx'
import { findMarche, findTenue } from './marche.queries.ts'

type Retour = RetourDeFormulaire & { readonly formulaire?: string }

/** What a route of the consultation answers with: its page, or what follows a form that was done or refused. */
export function retoursDuMarche(services: Services, populations: Populations) {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const operation = await findOperation(tx, id)
      if (!operation) return null
      const mene = conduit(acteur, operation)
      return {
        operation,
        mene,
        marche: await findMarche(tx, id),
        ...(await findTenue(tx, id, mene)),
      }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const { etat, ...lu } = donnees
    const population =
      lu.marche && etat.agents > 0
        ? await populations.lire({
            ...lu.marche,
            cooperationId: acteur.cooperationId,
            perimetre: 'recenses',
            etat,
          })
        : null
    const lie = lu.operation.decision.porte.includes(acteur.organismeId)
    return services.page(requete, reponse, cadre, pageMarche({ ...lu, population, lie, ...retour }))
  }
  const conclure = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    issue: Result<unknown, RefusMarche>,
    annonce: string,
    formulaire?: string,
  ) => {
    const { id } = requete.params as { id: string }
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/achats/${id}/marche`)
    }
    const { phrase, statut } = expliquerMarche(issue.refus)
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce marché')
    const saisies = (requete.body ?? {}) as Saisies
    return afficher(requete, reponse, id, {
      alerte: phrase,
      statut,
      ...(formulaire && { formulaire, saisies }),
    })
  }
  return { afficher, conclure }
}
export type Retours = ReturnType<typeof retoursDuMarche>
