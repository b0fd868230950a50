import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { siteDesCles } from '../../comptes/facteurs/cles.ts'
import { prouveeDeuxFois } from '../../comptes/facteurs/exigence.ts'
import {
  activerSecondFacteur,
  consommerCodeDeSecours,
  tirerSecret,
  verifierCode,
} from '../../comptes/facteurs/second-facteur.ts'
import type { Session } from '../../comptes/session.ts'
import { fermerAutresSessions } from '../../comptes/sessions.ts'
import { TROP_DE_TENTATIVES, tropDeTentatives } from '../../comptes/tentatives.ts'
import type { Message } from '../../courriel/courriel.ts'
import { preuvePerimee, type Saisies, versPage } from '../contexte.ts'
import { renouvelerSession } from '../entree/entrer-avec.ts'
import { saisie } from '../formulaire.ts'
import { retourLocal } from '../liens.ts'
import type { Services } from '../services.ts'
import { optionsPour } from './options-de-cle.ts'
import { pageActivation, pageCode, pageCodesDeSecours } from './second-facteur.page.tsx'

const SECRET = /^[A-Z2-7]{32}$/
const MAUVAIS_CODE =
  'Ce code n’est pas celui de maintenant, ou il vient de servir. Attendez le suivant, trente secondes au plus, et vérifiez que l’heure du téléphone est automatique.'

const messageDActivation = (a: string): Message => ({
  a,
  objet: 'Votre téléphone protège maintenant votre compte Maillage',
  texte: `Bonjour,

Un générateur de codes vient d’être associé à votre compte Maillage : à chaque connexion, il vous sera demandé un code en plus du lien ou du mot de passe.

Si ce n’est pas vous, prévenez tout de suite la coordination de votre coopération : quelqu’un lit votre messagerie ou connaît votre mot de passe.
`,
})

/** The second proof: a generator of codes on the telephone, and ten codes on paper for the day it is lost. */
export function poserSecondFacteur(app: FastifyInstance, services: Services): void {
  const { comptes, secret: cle } = services
  const config = { droit: ouvertATous }
  const connexion = (retour: string | undefined) =>
    `/connexion?${new URLSearchParams({ retour: retour ?? '/second-facteur' })}`
  const retourDe = (requete: FastifyRequest): string | undefined =>
    saisie({ ...(requete.query as Saisies), ...((requete.body ?? {}) as Saisies) }, 'retour')

  const afficherActivation = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    session: Session,
    etat: { readonly secret?: string; readonly alerte?: string } = {},
  ) =>
    services.pageSimple(
      requete,
      reponse,
      pageActivation({
        courriel: session.courriel,
        secret: etat.secret ?? tirerSecret(),
        exige: session.aProuver,
        retour: retourDe(requete),
        alerte: etat.alerte,
        avecCle: siteDesCles(services.adresse) !== null,
      }),
    )
  const afficherCode = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    session: Session,
    etat: { readonly alerte?: string; readonly statut?: number; readonly secours?: boolean } = {},
  ) =>
    services.pageSimple(
      requete,
      reponse,
      pageCode({
        retour: retourDe(requete),
        generateur: session.secondFacteur,
        cle: session.cleAcces ? await optionsPour(services, requete, session) : null,
        encore: preuvePerimee(services, requete),
        ...etat,
      }),
    )

  app.get(
    '/second-facteur',
    { config: { ...config, exemple: '/second-facteur' } },
    async (requete, reponse) => {
      const { session } = requete
      if (!session) return versPage(reponse, connexion(retourDe(requete)))
      return session.secondFacteur || session.cleAcces
        ? afficherCode(requete, reponse, session)
        : afficherActivation(requete, reponse, session)
    },
  )

  app.post('/second-facteur', { config }, async (requete, reponse) => {
    const { session } = requete
    const retour = retourDe(requete)
    if (!session) return versPage(reponse, connexion(retour))
    const { compteId } = session
    const corps = (requete.body ?? {}) as Saisies
    const deSecours = saisie(corps, 'secours')?.trim()
    const refuser = (alerte: string, statut: number) =>
      afficherCode(requete, reponse, session, { alerte, statut, secours: deSecours !== undefined })
    if (
      await tropDeTentatives(
        services.base,
        'code',
        { courriel: compteId, origine: compteId },
        requete.maintenant,
      )
    ) {
      services.securite.noter(requete, 'trop-d-essais', { moyen: 'code' })
      return refuser(TROP_DE_TENTATIVES, 429)
    }
    const code = saisie(corps, 'code')?.trim() ?? ''
    const juste = deSecours
      ? await consommerCodeDeSecours(comptes, cle, compteId, deSecours, requete.maintenant)
      : await verifierCode(comptes, cle, compteId, code, requete.maintenant)
    if (!juste) {
      services.securite.noter(requete, 'seconde-preuve-refusee', { moyen: deSecours ? 'secours' : 'otp' })
      return refuser(
        deSecours !== undefined
          ? 'Ce code de secours n’est pas l’un des vôtres, ou il a déjà servi. Essayez le suivant de la liste.'
          : MAUVAIS_CODE,
        422,
      )
    }
    await renouvelerSession(services, requete, reponse, session, deSecours ? 'secours' : 'otp')
    return versPage(reponse, retourLocal(retour))
  })

  app.post(
    '/second-facteur/activer',
    { config: { ...config, preuveRecente: true, sansReprise: '/second-facteur' } },
    async (requete, reponse) => {
      const { session } = requete
      if (!session) return versPage(reponse, connexion(retourDe(requete)))
      // A generator is only replaced by who has just shown the former one: from « Mon compte ».
      if ((session.secondFacteur || session.cleAcces) && !prouveeDeuxFois(session.preuves))
        return versPage(reponse, '/second-facteur?retour=/compte')
      const corps = (requete.body ?? {}) as Saisies
      const secret = saisie(corps, 'secret') ?? ''
      if (!SECRET.test(secret)) return afficherActivation(requete, reponse, session)
      const code = saisie(corps, 'code') ?? ''
      const codes = await activerSecondFacteur(
        comptes,
        cle,
        { compte: session.compteId, secret, code },
        requete.maintenant,
      )
      if (!codes)
        return afficherActivation(requete, reponse.code(422), session, { secret, alerte: MAUVAIS_CODE })
      await fermerAutresSessions(comptes, session.compteId, session.sessionId, requete.maintenant)
      await renouvelerSession(services, requete, reponse, session, 'otp')
      services.securite.noter(requete, 'preuve-ajoutee', { moyen: 'otp' })
      await services.courriel.envoyerSeul(messageDActivation(session.courriel))
      return services.pageSimple(
        requete,
        reponse,
        pageCodesDeSecours({ codes, suite: retourLocal(retourDe(requete)) }),
      )
    },
  )
}
