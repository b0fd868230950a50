import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, texteDemande } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, lireFormulaire } from '#platform/http/formulaire.ts'
import type { ContenuDePage, Services } from '#platform/http/services.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { ABONNEMENTS_MAX, EVENEMENTS, type Evenement } from '../domain/abonnements.ts'
import { ouvreDesJetons } from '../domain/lectures.ts'
import { INTERCONNEXIONS } from '../jetons/jetons.page.tsx'
import {
  ABONNEMENTS,
  pageNouvelAbonnement,
  pageRenouveler,
  pageRetirerAbonnement,
  pageSecret,
} from './abonnements.page.tsx'
import { type Abonnement, listAbonnements } from './abonnements.repository.ts'
import { abonner, desabonner, essayer, renouveler } from './abonnements.ts'

const Demande = z.object({
  adresse: texteDemande(1, 500, 'Donnez l’adresse du programme.').pipe(
    z.string().min(10, 'Donnez l’adresse entière, qui commence par https://.'),
  ),
  evenements: z
    .array(z.enum(Object.keys(EVENEMENTS) as [Evenement, ...Evenement[]], 'Choisissez dans la liste.'))
    .min(1, 'Cochez au moins un événement.'),
  cle,
})
const REFUS = {
  interdit: 'Votre fonction ne permet pas de prévenir une adresse.',
  adresse:
    'Cette adresse n’est pas joignable depuis Internet, ou ne commence pas par https://. Donnez celle que votre programme montre au dehors.',
  trop: `${ABONNEMENTS_MAX} adresses sont prévenues au plus : retirez-en une.`,
} as const
const QUOI = 'Cette adresse'

/** Which programs of a member are told of what changes, decided by whoever answers for it. */
export function abonnementsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const droit = { config: { droit: ouvreDesJetons } }
  const nouveau = async (requete: FastifyRequest, reponse: FastifyReply, retour: RetourDeFormulaire = {}) => {
    const { cadre } = await services.lire(requete, async () => null)
    return services.page(requete, reponse, cadre, pageNouvelAbonnement({ cle: nouvelId(), ...retour }))
  }
  const montrer = async (requete: FastifyRequest, reponse: FastifyReply, adresse: string, clair: string) => {
    const { cadre } = await services.lire(requete, async () => null)
    reponse.header('cache-control', 'no-store')
    return services.page(requete, reponse, cadre, pageSecret(adresse, clair))
  }
  app.get(
    `${ABONNEMENTS}/nouveau`,
    { config: { droit: ouvreDesJetons, exemple: `${ABONNEMENTS}/nouveau` } },
    (requete, reponse) => nouveau(requete, reponse),
  )
  app.post(ABONNEMENTS, droit, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(Demande, { ...saisies, evenements: choisies(saisies, 'evenements') })
    if (!lu.ok)
      return nouveau(requete, reponse, {
        saisies,
        statut: 422,
        fautes: lu.fautes.map(({ champ, message }) => ({ champ: champ.split('.')[0]!, message })),
      })
    const { cle: envoi, ...demande } = lu.valeurs
    const issue = await abonner(services, acteurDe(requete), demande, envoi, requete.maintenant)
    if (issue.ok) return montrer(requete, reponse, issue.valeur.adresse, issue.valeur.clair)
    const { code } = issue.refus
    if (code === 'deja-recu') {
      services.annoncer(
        reponse,
        'Cette adresse était déjà prévenue. Si le secret n’a pas été copié, renouvelez-le.',
      )
      return versPage(reponse, INTERCONNEXIONS)
    }
    return nouveau(requete, reponse, {
      saisies,
      statut: 422,
      fautes: [{ champ: 'adresse', message: REFUS[code] }],
    })
  })

  type Une = { Params: { id: string } }
  const confirmer = (geste: string, page: (abonnement: Abonnement) => ContenuDePage) =>
    app.get<Une>(`${ABONNEMENTS}/:id/${geste}`, droit, async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, listAbonnements)
      const abonnement = donnees.find(({ id }) => id === requete.params.id)
      if (!abonnement) return services.introuvable(requete, reponse, QUOI)
      return services.page(requete, reponse, cadre, page(abonnement))
    })
  confirmer('renouveler', pageRenouveler)
  confirmer('retirer', pageRetirerAbonnement)

  app.post<Une>(`${ABONNEMENTS}/:id/renouveler`, droit, async (requete, reponse) => {
    const { id } = requete.params
    const issue = estId(id) ? await renouveler(services, acteurDe(requete), id, requete.maintenant) : null
    if (!issue?.ok) return services.introuvable(requete, reponse, QUOI)
    return montrer(requete, reponse, issue.valeur.adresse, issue.valeur.clair)
  })
  app.post<Une>(`${ABONNEMENTS}/:id/retirer`, droit, async (requete, reponse) => {
    const { id } = requete.params
    const issue = estId(id) ? await desabonner(base, acteurDe(requete), id, requete.maintenant) : null
    if (!issue?.ok) return services.introuvable(requete, reponse, QUOI)
    services.annoncer(reponse, `${issue.valeur.adresse} n’est plus prévenue.`)
    return versPage(reponse, INTERCONNEXIONS)
  })
  app.post<Une>(`${ABONNEMENTS}/:id/essai`, droit, async (requete, reponse) => {
    const { id } = requete.params
    const issue = estId(id) ? await essayer(services, acteurDe(requete), id, requete.maintenant) : null
    if (!issue?.ok) return services.introuvable(requete, reponse, QUOI)
    services.annoncer(reponse, 'L’essai part : rechargez la page dans un instant pour voir ce qu’il devient.')
    return versPage(reponse, INTERCONNEXIONS)
  })
}
