import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisiOuRien, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { findDemande } from '../demandes.queries.ts'
import { traite } from '../domain/droits.ts'
import { OUVERTES } from '../domain/etats.ts'
import { lireAide } from '../dossier/aide.queries.ts'
import { uneDemande } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { pageReunir } from './reunir.page.tsx'
import { reunirLesDemandes } from './reunir.ts'

type Adresse = { Params: { id: string } }

/** Two requests that are one: proposed on each of them, put together by a person. */
export function doublonsRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    avec: string | null,
    retour: Pick<RetourDeFormulaire, 'alerte' | 'statut'> = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const demande = await findDemande(tx, id)
      if (!demande?.numero) return null
      const gardee = avec === null ? null : ((await findDemande(tx, avec)) ?? null)
      const { voisines } = gardee
        ? { voisines: [] }
        : await lireAide(tx, acteurDe(requete), demande, jourDe(requete.maintenant))
      return { demande, gardee, candidates: voisines.filter(({ etat }) => OUVERTES.includes(etat)) }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Cette demande')
    return services.page(requete, reponse, cadre, pageReunir({ ...donnees, ...retour }))
  }
  app.get<Adresse>(
    '/demandes/:id/reunir',
    { config: { droit: traite, exemple: uneDemande('/reunir') } },
    (requete, reponse) => {
      const avec = saisie(requete.query as Saisies, 'avec') ?? ''
      return afficher(requete, reponse, requete.params.id, estId(avec) ? avec : null)
    },
  )
  app.post<Adresse>('/demandes/:id/reunir', { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(z.object({ avec: choisiOuRien, version }), requete.body)
    if (!lu.ok || lu.valeurs.avec === null) return afficher(requete, reponse, id, null, { statut: 422 })
    const { avec, version: lue } = lu.valeurs
    const issue = await reunirLesDemandes(services, acteurDe(requete), id, avec, lue, requete.maintenant)
    if (!issue.ok) {
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette demande')
      const { phrase, statut } = expliquer(issue.refus)
      return afficher(requete, reponse, id, avec, { alerte: phrase, statut })
    }
    services.annoncer(reponse, 'Les deux demandes n’en font plus qu’une. La collectivité est prévenue.')
    return versPage(reponse, `/demandes/${issue.valeur.gardee.id}#suivi`)
  })
}
