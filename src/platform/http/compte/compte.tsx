import type { FastifyInstance } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import { listCles, siteDesCles } from '../../comptes/facteurs/cles.ts'
import { exigeSecondFacteur } from '../../comptes/facteurs/exigence.ts'
import { lireMoyens } from '../../comptes/facteurs/moyens.ts'
import { doitGarderUnePreuve, retirerPreuve } from '../../comptes/facteurs/retirer.ts'
import { fermerAutresSessions, fermerSession, listSessions } from '../../comptes/sessions.ts'
import type { Message } from '../../courriel/courriel.ts'
import { peutRegler, portePour, versPage } from '../contexte.ts'
import type { Services } from '../services.ts'
import { pageCompte, pageNouveauGenerateur, pageOublier } from './compte.page.tsx'

const messageDOubli = (a: string): Message => ({
  a,
  objet: 'Votre compte Maillage ne demande plus de code',
  texte: `Bonjour,

Le code du téléphone n’est plus demandé pour entrer dans votre compte Maillage, et vos autres connexions ont été fermées.

Si ce n’est pas vous, prévenez tout de suite la coordination de votre coopération.
`,
})

/** What protects one's own account: password, generator of codes, sign-ins that are open. */
export function poserCompte(app: FastifyInstance, services: Services): void {
  const { comptes } = services
  const config = { droit: ouvertATous }
  const prouvee = { ...config, preuveRecente: true }
  const exigence = exigeSecondFacteur(services.mode)

  app.get('/compte', { config: { ...config, exemple: '/compte' } }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
    const { session, maintenant } = requete
    const [moyens, cles, sessions, exige] = await Promise.all([
      lireMoyens(comptes, session.compteId),
      listCles(comptes, session.compteId),
      listSessions(comptes, session.compteId, maintenant),
      exigence && doitGarderUnePreuve(comptes, session.compteId, maintenant),
    ])
    return services.pageSelonSession(
      requete,
      reponse,
      pageCompte({
        session,
        moyens,
        cles,
        clesPossibles: siteDesCles(services.adresse) !== null,
        proConnectPossible: services.proConnect !== null,
        sessions,
        exige,
      }),
    )
  })

  app.post<{ Params: { id: string } }>(
    '/compte/sessions/:id/fermer',
    { config: prouvee },
    async (requete, reponse) => {
      if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
      const { id } = requete.params
      const fermee =
        estId(id) && (await fermerSession(comptes, requete.session.compteId, id, requete.maintenant))
      if (fermee) services.securite.noter(requete, 'connexion-fermee', { moyen: 'une' })
      services.annoncer(reponse, fermee ? 'Connexion fermée.' : 'Cette connexion était déjà fermée.')
      return versPage(reponse, '/compte')
    },
  )

  app.post('/compte/sessions/fermer', { config: prouvee }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
    const { compteId, sessionId } = requete.session
    const nombre = await fermerAutresSessions(comptes, compteId, sessionId, requete.maintenant)
    if (nombre > 0) services.securite.noter(requete, 'connexion-fermee', { moyen: 'toutes-les-autres' })
    services.annoncer(
      reponse,
      nombre === 0 ? 'Aucune autre connexion n’était ouverte.' : 'Toutes les autres connexions sont fermées.',
    )
    return versPage(reponse, '/compte')
  })

  app.get(
    '/compte/telephone',
    { config: { ...prouvee, exemple: '/compte/telephone' } },
    (requete, reponse) =>
      peutRegler(requete)
        ? services.pageSelonSession(requete, reponse, pageNouveauGenerateur(requete.session))
        : versPage(reponse, portePour(requete, '/compte/telephone')),
  )

  app.get(
    '/compte/oublier-telephone',
    { config: { ...prouvee, exemple: '/compte/oublier-telephone' } },
    (requete, reponse) =>
      peutRegler(requete)
        ? services.pageSelonSession(requete, reponse, pageOublier)
        : versPage(reponse, portePour(requete, '/compte')),
  )
  app.post('/compte/oublier-telephone', { config: prouvee }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
    const { compteId, sessionId, courriel } = requete.session
    const issue = await retirerPreuve(comptes, compteId, 'generateur', {
      maintenant: requete.maintenant,
      exigence,
    })
    if (issue === 'derniere') {
      services.annoncer(
        reponse,
        'Une fonction que vous exercez, ici ou pour une autre structure, demande une seconde preuve : ajoutez d’abord une clé d’accès, ou changez de téléphone plutôt que de l’oublier.',
      )
      return versPage(reponse, '/compte')
    }
    if (issue === 'inconnue') {
      services.annoncer(reponse, 'Aucun téléphone n’était associé à votre compte.')
      return versPage(reponse, '/compte')
    }
    await fermerAutresSessions(comptes, compteId, sessionId, requete.maintenant)
    services.securite.noter(requete, 'preuve-retiree', { moyen: 'otp' })
    await services.courriel.envoyerSeul(messageDOubli(courriel))
    services.annoncer(
      reponse,
      'Le code du téléphone ne sera plus demandé. Les autres connexions ouvertes sont fermées.',
    )
    return versPage(reponse, '/compte')
  })
}
