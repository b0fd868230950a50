import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ouvertATous } from '#shared/acteur.ts'
import { estFacile } from '../../comptes/mot-de-passe.ts'
import type { Session } from '../../comptes/session.ts'
import { fermerAutresSessions, listSessions } from '../../comptes/sessions.ts'
import { TROP_DE_TENTATIVES, tropDeTentatives } from '../../comptes/tentatives.ts'
import type { Message } from '../../courriel/courriel.ts'
import { peutRegler, portePour, versPage } from '../contexte.ts'
import { type Faute, lireFormulaire } from '../formulaire.ts'
import type { Services } from '../services.ts'
import { appareilConnu } from './appareil.ts'
import { pageMotDePasse } from './entree.page.tsx'

const messageDuMotDePasse = (a: string): Message => ({
  a,
  objet: 'Votre mot de passe Maillage a changé',
  texte: `Bonjour,

Le mot de passe de votre compte Maillage vient d’être choisi ou changé, et vos autres connexions ont été fermées.

Si ce n’est pas vous, prévenez tout de suite la coordination de votre coopération.
`,
})

/** Milliseconds during which a link just received stands for the password that one forgot. */
const LIEN_FRAIS = 15 * 60_000
const NouveauMotDePasse = z.object({
  actuel: z.string().max(200).default(''),
  motDePasse: z
    .string()
    .min(
      12,
      'Ce mot de passe est trop court : il faut au moins 12 caractères. Une phrase se retient mieux qu’un mot.',
    )
    .max(200, 'Le mot de passe tient en 200 caractères.'),
})

/** The password of one's own account: chosen, or changed by who knows the former one. */
export function poserMotDePasse(app: FastifyInstance, services: Services): void {
  const { base, comptes } = services
  const config = { droit: ouvertATous, preuveRecente: true }
  /** The password of this account, when it must be given again: not after a link that has just been received, the way of who forgot it. */
  const aRedonner = async ({ compteId, sessionId, preuves }: Session, maintenant: Date) => {
    const { internalAdapter } = await comptes.$context
    const comptesLies = await internalAdapter.findAccounts(compteId)
    const empreinte = comptesLies.find(({ providerId }) => providerId === 'credential')?.password ?? null
    if (empreinte === null || !preuves.split(' ').includes('courriel')) return empreinte
    const ouvertes = await listSessions(comptes, compteId, maintenant)
    const ouverte = ouvertes.find(({ id }) => id === sessionId)
    return ouverte && +maintenant - +ouverte.ouverteLe < LIEN_FRAIS ? null : empreinte
  }
  app.get('/mot-de-passe', { config: { ...config, exemple: '/mot-de-passe' } }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/mot-de-passe'))
    const actuel = (await aRedonner(requete.session, requete.maintenant)) !== null
    return services.pageSelonSession(requete, reponse, pageMotDePasse({ actuel }))
  })
  const secrete = { ...config, sansReprise: '/mot-de-passe' }
  app.post('/mot-de-passe', { config: secrete }, async (requete, reponse) => {
    if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/mot-de-passe'))
    const { compteId: compte, courriel: adresse, nom } = requete.session
    const contexte = await comptes.$context
    const ancienne = await aRedonner(requete.session, requete.maintenant)
    const refuser = (fautes: readonly Faute[], statut = 422) =>
      services.pageSelonSession(
        requete,
        reponse,
        pageMotDePasse({ fautes, statut, actuel: ancienne !== null }),
      )
    const lu = lireFormulaire(NouveauMotDePasse, requete.body)
    if (!lu.ok) return refuser(lu.fautes)
    const { actuel, motDePasse } = lu.valeurs
    if (ancienne !== null) {
      if (
        await tropDeTentatives(
          base,
          'mot-de-passe',
          { courriel: adresse, origine: requete.ip },
          requete.maintenant,
          appareilConnu(requete, services, adresse),
        )
      ) {
        services.securite.noter(requete, 'trop-d-essais', { moyen: 'mot-de-passe' })
        return refuser([{ champ: 'actuel', message: TROP_DE_TENTATIVES }], 429)
      }
      if (!(await contexte.password.verify({ hash: ancienne, password: actuel })))
        return refuser([
          {
            champ: 'actuel',
            message:
              'Ce n’est pas votre mot de passe actuel. Oublié ? Déconnectez-vous, entrez par un lien reçu par courriel, puis revenez ici dans le quart d’heure.',
          },
        ])
    }
    if (estFacile(motDePasse, [adresse, nom]))
      return refuser([
        {
          champ: 'motDePasse',
          message:
            'Ce mot de passe est de ceux que l’on essaie en premier : mots courants, suite de touches, votre nom ou celui du lieu. Choisissez plutôt trois ou quatre mots sans rapport.',
        },
      ])
    const empreinte = await contexte.password.hash(motDePasse)
    const existants = await contexte.internalAdapter.findAccounts(compte)
    if (existants.some(({ providerId }) => providerId === 'credential'))
      await contexte.internalAdapter.updatePassword(compte, empreinte)
    else
      await contexte.internalAdapter.linkAccount({
        userId: compte,
        providerId: 'credential',
        accountId: compte,
        password: empreinte,
      })
    const fermees = await fermerAutresSessions(comptes, compte, requete.session.sessionId, requete.maintenant)
    services.securite.noter(requete, 'mot-de-passe-change')
    await services.courriel.envoyerSeul(messageDuMotDePasse(adresse))
    services.annoncer(
      reponse,
      `Mot de passe enregistré.${fermees > 0 ? ' Les autres connexions ouvertes sont fermées.' : ''}`,
    )
    return versPage(reponse, '/compte')
  })
}
