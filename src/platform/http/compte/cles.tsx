import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ouvertATous } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import {
  ajouterCle,
  lireReponse,
  listCles,
  optionsDAjout,
  type PreuveParCle,
  prouverParCle,
  siteDesCles,
} from '../../comptes/facteurs/cles.ts'
import { exigeSecondFacteur } from '../../comptes/facteurs/exigence.ts'
import { retirerPreuve } from '../../comptes/facteurs/retirer.ts'
import { donnerCodesDeSecours } from '../../comptes/facteurs/second-facteur.ts'
import type { Session } from '../../comptes/session.ts'
import { fermerAutresSessions, nommerAppareil } from '../../comptes/sessions.ts'
import { TROP_DE_TENTATIVES, tropDeTentatives } from '../../comptes/tentatives.ts'
import { peutRegler, portePour, type Saisies, versPage } from '../contexte.ts'
import { pageConnexion } from '../entree/entree.page.tsx'
import { entrerAvec, renouvelerSession } from '../entree/entrer-avec.ts'
import { lireFormulaire, saisie } from '../formulaire.ts'
import { retourLocal } from '../liens.ts'
import type { Services } from '../services.ts'
import { messageDAjout, messageDeCopie, messageDeRetrait } from './cles.messages.ts'
import { pageNouvelleCle, pageRetirerCle, pageSansCle } from './cles.page.tsx'
import { optionsPour } from './options-de-cle.ts'
import { pageCode, pageCodesDeSecours } from './second-facteur.page.tsx'

const NouvelleCle = z.object({
  nom: z
    .string('Donnez un nom à la clé.')
    .trim()
    .min(1, 'Donnez un nom à la clé.')
    .max(60, 'Ce nom tient en 60 caractères : raccourcissez.'),
})
const REFUSEE =
  'Cette clé n’a pas été reconnue, ou la page était ouverte depuis trop longtemps. Recommencez, ou choisissez un autre moyen.'
const COPIEE =
  'Cette clé semble avoir été copiée : elle ne sert plus. Entrez par un autre moyen, retirez-la dans « Mon compte », et prévenez la coordination.'

/** Keys of access: added, named and withdrawn in « Mon compte »; a second proof, or the way in. */
export function poserCles(app: FastifyInstance, services: Services): void {
  const { comptes, secret, base } = services
  const config = { droit: ouvertATous }
  const prouvee = { ...config, preuveRecente: true }
  const site = siteDesCles(services.adresse)
  const contexteDe = ({ maintenant }: FastifyRequest) => ({ comptes, secret, site: site!, maintenant })
  const retourDe = (requete: FastifyRequest): string | undefined =>
    saisie({ ...(requete.query as Saisies), ...((requete.body ?? {}) as Saisies) }, 'retour')
  const lie = ({ compteId, sessionId }: Session) => ({ compte: compteId, session: sessionId })
  /** A key is added by whoever holds no other proof yet, or has just given one: as for a telephone. */
  const peutAjouter = (session: Session | null): session is Session =>
    session !== null && ((!session.secondFacteur && !session.cleAcces) || !session.aProuver)

  const dire = async ({ raison, ...copie }: Extract<PreuveParCle, { ok: false }>): Promise<string> => {
    if (raison === 'inconnue') return REFUSEE
    const { compte, nom } = copie as { compte: string; nom: string }
    const qui = await (await comptes.$context).internalAdapter.findUserById(compte)
    if (qui) await services.courriel.envoyerSeul(messageDeCopie(qui.email, nom))
    return COPIEE
  }

  const afficherNouvelle = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    session: Session,
    etat: Partial<Parameters<typeof pageNouvelleCle>[0]> = {},
  ) =>
    services.pageSelonSession(
      requete,
      reponse,
      pageNouvelleCle({
        options: JSON.stringify(
          await optionsDAjout(contexteDe(requete), {
            ...lie(session),
            courriel: session.courriel,
            nom: session.nom,
          }),
        ),
        retour: retourDe(requete),
        nom: nommerAppareil(requete.headers['user-agent'] ?? null),
        ...etat,
      }),
    )

  app.get(
    '/compte/cles/nouvelle',
    { config: { ...prouvee, exemple: '/compte/cles/nouvelle' } },
    async (requete, reponse) => {
      if (!peutAjouter(requete.session)) return versPage(reponse, portePour(requete, '/compte/cles/nouvelle'))
      if (!site) return services.pageSelonSession(requete, reponse, pageSansCle)
      return afficherNouvelle(requete, reponse, requete.session)
    },
  )
  const neuve = { ...prouvee, sansReprise: '/compte/cles/nouvelle' }
  app.post('/compte/cles', { config: neuve }, async (requete, reponse) => {
    const { session } = requete
    if (!peutAjouter(session)) return versPage(reponse, portePour(requete, '/compte/cles/nouvelle'))
    if (!site) return services.pageSelonSession(requete, reponse, pageSansCle)
    const corps = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(NouvelleCle, corps)
    if (!lu.ok)
      return afficherNouvelle(requete, reponse, session, {
        fautes: lu.fautes,
        nom: saisie(corps, 'nom') ?? '',
      })
    const { nom } = lu.valeurs
    const donnee = lireReponse<RegistrationResponseJSON>(saisie(corps, 'reponse'))
    if (!donnee || !(await ajouterCle(contexteDe(requete), { ...lie(session), nom }, donnee)))
      return afficherNouvelle(requete, reponse, session, {
        nom,
        alerte:
          'La clé n’a pas été enregistrée : l’appareil n’a rien donné de sûr, ou la page était ouverte depuis trop longtemps. Recommencez.',
      })
    const codes = await donnerCodesDeSecours(comptes, secret, session.compteId)
    await fermerAutresSessions(comptes, session.compteId, session.sessionId, requete.maintenant)
    await renouvelerSession(services, requete, reponse, session, 'cle')
    services.securite.noter(requete, 'preuve-ajoutee', { moyen: 'cle' })
    await services.courriel.envoyerSeul(messageDAjout(session.courriel, nom))
    const suite = retourLocal(retourDe(requete) ?? '/compte')
    if (codes.length > 0) return services.pageSimple(requete, reponse, pageCodesDeSecours({ codes, suite }))
    services.annoncer(reponse, `La clé « ${nom} » est ajoutée. Les autres connexions ouvertes sont fermées.`)
    return versPage(reponse, suite)
  })

  /** One of the person's own keys, or null. */
  const sienne = async (session: Session, id: string) =>
    estId(id) ? ((await listCles(comptes, session.compteId)).find((cle) => cle.id === id) ?? null) : null
  const derniere = async (session: Session, id: string) =>
    !session.secondFacteur &&
    (await listCles(comptes, session.compteId)).every((cle) => cle.id === id || cle.suspecteLe !== null)

  app.get<{ Params: { id: string } }>(
    '/compte/cles/:id/retirer',
    { config: prouvee },
    async (requete, reponse) => {
      if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
      const cle = await sienne(requete.session, requete.params.id)
      if (!cle) return services.introuvable(requete, reponse, 'Cette clé')
      return services.pageSelonSession(
        requete,
        reponse,
        pageRetirerCle({ ...cle, derniere: await derniere(requete.session, cle.id) }),
      )
    },
  )
  app.post<{ Params: { id: string } }>(
    '/compte/cles/:id/retirer',
    { config: prouvee },
    async (requete, reponse) => {
      if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
      const { session, maintenant } = requete
      const cle = await sienne(session, requete.params.id)
      if (!cle) return services.introuvable(requete, reponse, 'Cette clé')
      const exigence = exigeSecondFacteur(services.mode)
      const issue = await retirerPreuve(comptes, session.compteId, { cle: cle.id }, { maintenant, exigence })
      if (issue === 'inconnue') return services.introuvable(requete, reponse, 'Cette clé')
      if (issue === 'derniere') {
        services.annoncer(
          reponse,
          'Une fonction que vous exercez, ici ou pour une autre structure, demande une seconde preuve : ajoutez une autre clé ou associez un téléphone avant de retirer celle-ci.',
        )
        return versPage(reponse, '/compte')
      }
      await fermerAutresSessions(comptes, session.compteId, session.sessionId, requete.maintenant)
      services.securite.noter(requete, 'preuve-retiree', { moyen: 'cle' })
      await services.courriel.envoyerSeul(messageDeRetrait(session.courriel, cle.nom))
      services.annoncer(
        reponse,
        `La clé « ${cle.nom} » est retirée. Les autres connexions ouvertes sont fermées.`,
      )
      return versPage(reponse, '/compte')
    },
  )

  app.post('/second-facteur/cle', { config }, async (requete, reponse) => {
    const { session } = requete
    const retour = retourDe(requete)
    if (!session) return versPage(reponse, portePour(requete, '/second-facteur'))
    const refuser = async (alerte: string, statut: number) =>
      services.pageSimple(
        requete,
        reponse,
        pageCode({
          retour,
          alerte,
          statut,
          generateur: session.secondFacteur,
          cle: session.cleAcces ? await optionsPour(services, requete, session) : null,
        }),
      )
    const { compteId } = session
    if (await tropDeTentatives(base, 'code', { courriel: compteId, origine: compteId }, requete.maintenant)) {
      services.securite.noter(requete, 'trop-d-essais', { moyen: 'cle' })
      return refuser(TROP_DE_TENTATIVES, 429)
    }
    const donnee = lireReponse<AuthenticationResponseJSON>(saisie((requete.body ?? {}) as Saisies, 'reponse'))
    if (!donnee || !site) return refuser(REFUSEE, 422)
    const preuve = await prouverParCle(contexteDe(requete), donnee, lie(session))
    if (!preuve.ok) {
      services.securite.noter(requete, 'seconde-preuve-refusee', { moyen: `cle-${preuve.raison}` })
      return refuser(await dire(preuve), 422)
    }
    await renouvelerSession(services, requete, reponse, session, 'cle')
    return versPage(reponse, retourLocal(retour))
  })

  app.post('/connexion/cle', { config }, async (requete, reponse) => {
    const refuser = async (alerte: string, statut: number) =>
      services.pageSimple(
        requete,
        reponse,
        pageConnexion({
          saisies: (requete.body ?? {}) as Saisies,
          demonstration: services.mode === 'demonstration',
          cle: await optionsPour(services, requete),
          proConnect: services.proConnect !== null,
          alerte,
          statut,
        }),
      )
    const donnee = lireReponse<AuthenticationResponseJSON>(saisie((requete.body ?? {}) as Saisies, 'reponse'))
    if (!donnee || !site) return refuser(REFUSEE, 422)
    if (
      await tropDeTentatives(base, 'cle', { courriel: donnee.id, origine: requete.ip }, requete.maintenant)
    ) {
      services.securite.noter(requete, 'trop-d-essais', { moyen: 'cle' })
      return refuser(TROP_DE_TENTATIVES, 429)
    }
    const preuve = await prouverParCle(contexteDe(requete), donnee)
    if (!preuve.ok) {
      services.securite.noter(requete, 'entree-refusee', { moyen: `cle-${preuve.raison}` })
      return refuser(await dire(preuve), 401)
    }
    return entrerAvec(services, requete, reponse, {
      compte: preuve.compte,
      preuves: 'cle',
      retour: retourDe(requete) || undefined,
    })
  })
}
