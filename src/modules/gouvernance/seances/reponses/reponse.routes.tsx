import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire } from '#platform/http/formulaire.ts'
import { lireLien, signerLien } from '#platform/http/liens.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { afficherSeance } from '../../conduite/afficher-seance.routes.ts'
import { siege } from '../../domain/droits.ts'
import { USAGE_REPONSE } from '../convocation/message-convocation.ts'
import { lireCible, lireInvitation, repondreEnLigne, repondreParLien } from './repondre.ts'
import { pageReponse, pageReponseImpossible } from './reponse.page.tsx'

type Adresse = { Params: { id: string; jeton: string } }

const FormulaireReponse = z.object({
  reponse: z.enum(['accepte', 'decline', 'incertain'], 'Choisissez une réponse.'),
  message: z.string().trim().max(2000, 'Le message tient en 2 000 caractères.').default(''),
})

/** The answers to a convocation: signed in, or by the link of the invitation. */
export function reponseRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  app.post<Adresse>('/seances/:id/reponse', { config: { droit: siege } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(FormulaireReponse, requete.body)
    if (!lu.ok)
      return afficherSeance(services, requete, reponse, id, {
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const issue = await repondreEnLigne(
      base,
      acteurDe(requete),
      id,
      lu.valeurs.reponse,
      lu.valeurs.message,
      requete.maintenant,
    )
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette invitation')
        : afficherSeance(services, requete, reponse, id, {
            alerte:
              'La séance a commencé ou n’est plus convoquée : votre réponse ne peut plus changer. Prévenez la coordination.',
            statut: 409,
          })
    services.annoncer(reponse, 'Votre réponse est enregistrée.')
    return versPage(reponse, `/seances/${id}`)
  })

  const uneInvitation = async (tx: Tx): Promise<string | null> => {
    const ligne = await tx
      .selectFrom('invitation as i')
      .innerJoin('seance as s', 's.id', 'i.seance_id')
      .select(['i.cooperation_id', 'i.seance_id', 'i.personne_id', 's.debut_le'])
      .where('s.statut', '=', 'convoquee')
      .limit(1)
      .executeTakeFirst()
    if (!ligne) return null
    const objet = `${ligne.cooperation_id}/${ligne.seance_id}/${ligne.personne_id}`
    return `/convocations/${signerLien(services.secret, { usage: USAGE_REPONSE, objet, expireLe: ligne.debut_le })}`
  }
  const cibleDe = (requete: FastifyRequest, jeton: string) => {
    const lu = lireLien(services.secret, jeton, USAGE_REPONSE, requete.maintenant)
    return typeof lu === 'string' ? lu : (lireCible(lu.objet) ?? 'faux')
  }
  const afficherReponse = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    jeton: string,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; statut?: number } = {},
  ) => {
    const cible = cibleDe(requete, jeton)
    const invitation = typeof cible === 'string' ? null : await lireInvitation(base, cible)
    if (!invitation)
      return services.pageSimple(
        requete,
        reponse,
        pageReponseImpossible(cible === 'perime' ? 'perime' : 'faux'),
      )
    return services.pageSimple(
      requete,
      reponse,
      pageReponse({ invitation, jeton, maintenant: requete.maintenant, ...etat }),
    )
  }
  // Mail scanners open links: showing the page changes nothing, answering is a POST.
  app.get<Adresse>(
    '/convocations/:jeton',
    { config: { droit: ouvertATous, exemple: uneInvitation } },
    (requete, reponse) => afficherReponse(requete, reponse, requete.params.jeton),
  )
  app.post<Adresse>('/convocations/:jeton', { config: { droit: ouvertATous } }, async (requete, reponse) => {
    const { jeton } = requete.params
    const cible = cibleDe(requete, jeton)
    if (typeof cible === 'string') return services.pageSimple(requete, reponse, pageReponseImpossible(cible))
    const lu = lireFormulaire(FormulaireReponse, requete.body)
    if (!lu.ok)
      return afficherReponse(requete, reponse, jeton, {
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const issue = await repondreParLien(
      base,
      cible,
      lu.valeurs.reponse,
      lu.valeurs.message,
      requete.maintenant,
    )
    // Cancelled or begun since: the page of the invitation says which.
    if (!issue.ok) return afficherReponse(requete, reponse, jeton, { statut: 409 })
    services.annoncer(
      reponse,
      'Votre réponse est enregistrée. Vous pouvez la changer jusqu’au début de la séance.',
    )
    return versPage(reponse, `/convocations/${jeton}`)
  })
}
