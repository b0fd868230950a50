import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import { aUneCle, listCles, siteDesCles } from '../../comptes/cles.ts'
import { doitProuverDeuxFois, exigeSecondFacteur } from '../../comptes/exigence.ts'
import { lieeDepuis } from '../../comptes/identites.ts'
import { findSecondFacteur, oublierSecondFacteur } from '../../comptes/second-facteur.ts'
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
  /** May not do without her generator: her functions ask for it. */
  const doitLeGarder = ({ acteur }: FastifyRequest) =>
    exigeSecondFacteur(services.mode) && acteur !== null && doitProuverDeuxFois(acteur)

  app.get('/compte', { config: { ...config, exemple: '/compte' } }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
    const { session, maintenant } = requete
    const [facteur, cles, proConnect, sessions, connus] = await Promise.all([
      findSecondFacteur(comptes, session.compteId),
      listCles(comptes, session.compteId),
      services.proConnect ? lieeDepuis(comptes, session.compteId) : undefined,
      listSessions(comptes, session.compteId, maintenant),
      comptes.$context.then(({ internalAdapter }) => internalAdapter.findAccounts(session.compteId)),
    ])
    return services.pageSimple(
      requete,
      reponse,
      pageCompte({
        session,
        facteur,
        cles,
        proConnect,
        clesPossibles: siteDesCles(services.adresse) !== null,
        sessions,
        motDePasse: connus.some(({ providerId }) => providerId === 'credential'),
        exige: doitLeGarder(requete),
      }),
    )
  })

  app.post<{ Params: { id: string } }>(
    '/compte/sessions/:id/fermer',
    { config },
    async (requete, reponse) => {
      if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
      const { id } = requete.params
      const fermee = estId(id) && (await fermerSession(comptes, requete.session.compteId, id))
      services.annoncer(reponse, fermee ? 'Connexion fermée.' : 'Cette connexion était déjà fermée.')
      return versPage(reponse, '/compte')
    },
  )

  app.post('/compte/sessions/fermer', { config }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
    const { compteId, sessionId } = requete.session
    const nombre = await fermerAutresSessions(comptes, compteId, sessionId)
    services.annoncer(
      reponse,
      nombre === 0 ? 'Aucune autre connexion n’était ouverte.' : 'Toutes les autres connexions sont fermées.',
    )
    return versPage(reponse, '/compte')
  })

  app.get('/compte/telephone', { config: { ...config, exemple: '/compte/telephone' } }, (requete, reponse) =>
    peutRegler(requete)
      ? services.pageSimple(requete, reponse, pageNouveauGenerateur(requete.session))
      : versPage(reponse, portePour(requete, '/compte/telephone')),
  )

  app.get(
    '/compte/oublier-telephone',
    { config: { ...config, exemple: '/compte/oublier-telephone' } },
    (requete, reponse) =>
      peutRegler(requete)
        ? services.pageSimple(requete, reponse, pageOublier)
        : versPage(reponse, portePour(requete, '/compte')),
  )
  app.post('/compte/oublier-telephone', { config }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
    if (doitLeGarder(requete) && !(await aUneCle(comptes, requete.session.compteId))) {
      services.annoncer(
        reponse,
        'Vos fonctions demandent une seconde preuve : ajoutez d’abord une clé d’accès, ou changez de téléphone plutôt que de l’oublier.',
      )
      return versPage(reponse, '/compte')
    }
    const { compteId, sessionId, courriel } = requete.session
    await oublierSecondFacteur(comptes, compteId)
    await fermerAutresSessions(comptes, compteId, sessionId)
    await services.courriel.envoyerSeul(messageDOubli(courriel))
    services.annoncer(
      reponse,
      'Le code du téléphone ne sera plus demandé. Les autres connexions ouvertes sont fermées.',
    )
    return versPage(reponse, '/compte')
  })
}
