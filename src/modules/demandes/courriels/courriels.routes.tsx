import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ouvrirReception } from '#platform/courriel/entrant.ts'
import { texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { suitDesDemandes, traite } from '../domain/droits.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { expliquer } from '../expliquer.ts'
import { classerCourriel } from './classer.ts'
import { COURRIELS, pageCourriel, pageCourriels } from './courriels.page.tsx'
import { findCourriel, listCourriels } from './courriels.queries.ts'
import { recevoirCourriel } from './recevoir-courriel.ts'

type Adresse = { Params: { id: string } }
const AU_PLUS = 200

/** Listens for replies while the application lives, when its environment says where. */
export function ecouterLesReponses(app: FastifyInstance, services: Services): void {
  const { reception } = services
  if (!reception) return
  app.addHook('onReady', async () => {
    const ouverte = await ouvrirReception(reception, (recu, brut) =>
      recevoirCourriel(services, recu, brut, services.maintenant()),
    )
    fermer = ouverte.fermer
  })
  let fermer = async (): Promise<void> => {}
  app.addHook('onClose', () => fermer())
}

/** Messages that came: one whole, those that wait at a centre, and what a person does with them. */
export function courrielsRoutes(app: FastifyInstance, services: Services): void {
  app.get(COURRIELS, { config: { droit: traite, exemple: COURRIELS } }, async (requete, reponse) => {
    const ecartes = saisie(requete.query as Saisies, 'vue') === 'ecartes'
    const { cadre, donnees } = await services.lire(requete, (tx) => listCourriels(tx, ecartes, AU_PLUS))
    const page = pageCourriels({
      acteur: acteurDe(requete),
      courriels: donnees,
      ecartes,
      adresse: services.reception?.domaine ?? null,
    })
    return services.page(requete, reponse, cadre, page)
  })

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => findCourriel(tx, id))
    if (!donnees) return services.introuvable(requete, reponse, 'Ce courriel')
    return services.page(
      requete,
      reponse,
      cadre,
      pageCourriel({ acteur: acteurDe(requete), courriel: donnees, ...retour }),
    )
  }
  app.get<Adresse>(
    `${COURRIELS}/:id`,
    {
      config: {
        droit: suitDesDemandes,
        exemple: async (tx) => {
          const un = await tx
            .selectFrom('demande_courriel')
            .select('id')
            .orderBy('recu_le')
            .limit(1)
            .executeTakeFirst()
          return un ? `${COURRIELS}/${un.id}` : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )

  app.post<Adresse>(`${COURRIELS}/:id/rattacher`, { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(
      z.object({ numero: texteLibre(30), qui: z.enum(['mairie', 'autre']).default('autre'), version }),
      requete.body,
    )
    const saisies = requete.body as Saisies
    if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await classerCourriel(
      services.base,
      acteurDe(requete),
      id,
      lu.valeurs.version,
      { numero: lu.valeurs.numero, reponse: lu.valeurs.qui === 'mairie' },
      requete.maintenant,
    )
    if (!issue.ok) return afficher(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
    services.annoncer(reponse, 'Courriel rattaché : il est dans le fil de la demande.')
    return versPage(reponse, `/demandes/${issue.valeur.demandeId}`)
  })

  app.post<Adresse>(`${COURRIELS}/:id/ecarter`, { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(z.object({ motif: texteLibre(300), version }), requete.body)
    const saisies = requete.body as Saisies
    if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { motif } = lu.valeurs
    const issue = await classerCourriel(
      services.base,
      acteurDe(requete),
      id,
      lu.valeurs.version,
      { motif },
      requete.maintenant,
    )
    if (!issue.ok) return afficher(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
    services.annoncer(reponse, 'Courriel écarté. Il reste lisible parmi les écartés.')
    return versPage(reponse, COURRIELS)
  })
}
