import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Actions } from '#ui/formulaire.tsx'
import { findDemande } from '../demandes.queries.ts'
import { traite } from '../domain/droits.ts'
import { coteDe } from '../dossier/agir.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { expliquer } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'
import { findQuestion, findUnAvisExterieur } from './avis.queries.ts'
import { retirerLaQuestion } from './retirer-la-question.ts'

type Adresse = { Params: { id: string } }

/** Calling back a question, asked outside or of a centre: what it does is said before it is done. */
export function retirerLaQuestionRoutes(app: FastifyInstance, services: Services): void {
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Cette question')

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    { alerte, statut }: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const avis = await findQuestion(tx, id)
      const demande = avis && (await findDemande(tx, avis.demandeId))
      return avis && demande && coteDe(acteur, demande) === 'cdg' ? { avis, demande } : null
    })
    if (!donnees) return introuvable(requete, reponse)
    const { avis, demande } = donnees
    const retour = { href: `/demandes/${demande.id}#avis`, libelle: 'Revenir à la demande' }
    const finie = avis.renduLe ? 'L’avis est arrivé : lisez-le sur la demande.' : 'Elle est déjà retirée.'
    const qui = avis.solliciteId === null ? `à ${avis.aQui}` : `au ${avis.aQui}`
    return services.page(requete, reponse, cadre, {
      titre: `Retirer la question ${qui} ?`,
      surtitre: `${demande.employeur} · ${demande.numero}`,
      rubrique: RUBRIQUE,
      ariane: [
        { libelle: 'Demandes', href: RUBRIQUE },
        { libelle: demande.numero ?? '', href: `/demandes/${demande.id}` },
      ],
      ...(statut && { statut }),
      contenu:
        avis.renduLe || avis.finieLe ? (
          <>
            <p>Cette question ne se retire plus. {finie}</p>
            <Actions>
              <Bouton href={retour.href}>{retour.libelle}</Bouton>
            </Actions>
          </>
        ) : (
          <Confirmation
            action={`/demandes/avis/${id}/retirer`}
            alerte={alerte}
            consequences={
              avis.solliciteId === null
                ? [
                    `Le lien envoyé à ${avis.courriel} ne montrera plus la question : il dira qu’elle est retirée.`,
                    'Aucun rappel ne partira. Le courriel déjà reçu ne contient pas la question.',
                    'La mairie lit sur la demande que la question est retirée.',
                  ]
                : [
                    `Le ${avis.aQui} ne lit plus cette demande, sauf si un partage ou un autre avis la lui ouvre.`,
                    'Aucun rappel ne partira.',
                    'La mairie lit sur la demande que la question est retirée.',
                  ]
            }
            definitif="Elle ne se rétablit pas : vous pourrez en poser une autre."
            verbe="Retirer la question"
            retour={retour}
          />
        ),
    })
  }

  app.get<Adresse>(
    '/demandes/avis/:id/retirer',
    {
      config: {
        droit: traite,
        exemple: async (tx) => {
          const un = await findUnAvisExterieur(tx)
          return un ? `/demandes/avis/${un.id}/retirer` : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/demandes/avis/:id/retirer', { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const issue = await retirerLaQuestion(services, acteurDe(requete), id, requete.maintenant)
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? introuvable(requete, reponse)
        : afficher(requete, reponse, id, enRetour(expliquer(issue.refus)))
    services.annoncer(
      reponse,
      issue.valeur.dehors
        ? `Question à ${issue.valeur.aQui} retirée. Son lien ne la montre plus.`
        : `Question au ${issue.valeur.aQui} retirée.`,
    )
    return versPage(reponse, `/demandes/${issue.valeur.id}#avis`)
  })
}
