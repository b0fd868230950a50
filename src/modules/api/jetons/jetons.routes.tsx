import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { cle, jourDemande, texteDemande } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { listAbonnements } from '../abonnements/abonnements.repository.ts'
import { LECTURES, type Lecture, ouvreDesJetons } from '../domain/lectures.ts'
import { INTERCONNEXIONS, pageJetonCree, pageJetons, pageRetirerJeton } from './jetons.page.tsx'
import { listJetons } from './jetons.repository.ts'
import { ouvrirUnJeton, retirerUnJeton } from './jetons.ts'

const Demande = z.object({
  nom: texteDemande(1, 80, 'Dites pour quel programme.'),
  lectures: z
    .array(z.enum(Object.keys(LECTURES) as [Lecture, ...Lecture[]], 'Choisissez dans la liste.'))
    .min(1, 'Cochez au moins une lecture.'),
  expireLe: jourDemande('Indiquez le dernier jour.'),
  cle,
})
const REFUS = {
  interdit: 'Votre fonction ne permet pas de créer un jeton.',
  passe: 'Ce jour est passé : choisissez-en un à venir.',
  'trop-loin': 'Un jeton sert un an au plus : choisissez un jour plus proche.',
  'deja-recu': '',
} as const

/** What programs read of a member, opened and closed by whoever answers for it. */
export function jetonsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      jetons: await listJetons(tx),
      abonnements: await listAbonnements(tx),
    }))
    const aujourdhui = jourDe(requete.maintenant)
    return services.page(
      requete,
      reponse,
      cadre,
      pageJetons({ acteur: acteurDe(requete), ...donnees, aujourdhui, cle: nouvelId(), ...retour }),
    )
  }
  app.get(
    INTERCONNEXIONS,
    { config: { droit: ouvreDesJetons, exemple: INTERCONNEXIONS } },
    (requete, reponse) => afficher(requete, reponse),
  )
  app.post(
    `${INTERCONNEXIONS}/jetons`,
    { config: { droit: ouvreDesJetons, preuveRecente: true } },
    async (requete, reponse) => {
      const saisies = (requete.body ?? {}) as Saisies
      const lu = lireFormulaire(Demande, { ...saisies, lectures: choisies(saisies, 'lectures') })
      if (!lu.ok)
        return afficher(requete, reponse, {
          saisies,
          statut: 422,
          fautes: lu.fautes.map(({ champ, message }) => ({ champ: champ.split('.')[0]!, message })),
        })
      const { cle: envoi, ...demande } = lu.valeurs
      const issue = await ouvrirUnJeton(base, acteurDe(requete), demande, envoi, requete.maintenant)
      if (issue.ok) {
        services.securite.noter(requete, 'jeton-cree')
        const { cadre } = await services.lire(requete, async () => null)
        reponse.header('cache-control', 'no-store')
        return services.page(requete, reponse, cadre, pageJetonCree(demande.nom, issue.valeur.clair))
      }
      const { code } = issue.refus
      if (code === 'deja-recu') {
        services.annoncer(
          reponse,
          'Ce jeton était déjà créé. S’il n’a pas été copié, retirez-le et créez-en un autre.',
        )
        return versPage(reponse, INTERCONNEXIONS)
      }
      return afficher(requete, reponse, {
        saisies,
        statut: 422,
        fautes: [{ champ: 'expireLe', message: REFUS[code] }],
      })
    },
  )

  const unJeton = async (tx: Tx, id: string) =>
    estId(id) ? ((await listJetons(tx)).find((jeton) => jeton.id === id && !jeton.revoqueLe) ?? null) : null
  app.get<{ Params: { id: string } }>(
    `${INTERCONNEXIONS}/jetons/:id/retirer`,
    { config: { droit: ouvreDesJetons } },
    async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, (tx) => unJeton(tx, requete.params.id))
      if (!donnees) return services.introuvable(requete, reponse, 'Ce jeton')
      return services.page(requete, reponse, cadre, pageRetirerJeton(donnees))
    },
  )
  app.post<{ Params: { id: string } }>(
    `${INTERCONNEXIONS}/jetons/:id/retirer`,
    { config: { droit: ouvreDesJetons } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = estId(id) ? await retirerUnJeton(base, acteurDe(requete), id, requete.maintenant) : null
      if (!issue?.ok) return services.introuvable(requete, reponse, 'Ce jeton')
      services.securite.noter(requete, 'jeton-retire')
      services.annoncer(reponse, `Le jeton « ${issue.valeur.nom} » ne lit plus rien.`)
      return versPage(reponse, INTERCONNEXIONS)
    },
  )
}
