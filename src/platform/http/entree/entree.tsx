import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ouvertATous } from '#shared/acteur.ts'
import type { LienDeConnexion } from '../../comptes/comptes.ts'
import { exigeSecondFacteur } from '../../comptes/facteurs/exigence.ts'
import { jetonSigne, lireSession, nomDuCookie } from '../../comptes/session.ts'
import { choisirStructure, listStructures } from '../../comptes/structures.ts'
import { TROP_DE_TENTATIVES, tropDeTentatives } from '../../comptes/tentatives.ts'
import type { Message } from '../../courriel/courriel.ts'
import { optionsPour } from '../compte/options-de-cle.ts'
import { preuvePerimee, type Saisies, versPage } from '../contexte.ts'
import { type Faute, lireFormulaire, saisie } from '../formulaire.ts'
import { retourLocal } from '../liens.ts'
import type { Services } from '../services.ts'
import { appareilConnu, marquerAppareil } from './appareil.ts'
import { pageConnexion, pageLien, pageLienEnvoye, pageLienPerdu } from './entree.page.tsx'
import { finirLaPrecedente, oublierSession, poserSession } from './poser-session.ts'
import { pageStructures } from './structures.page.tsx'

/** The sign-in message: it holds a link that shows a page, and the page has the button that signs in. */
export function messageDuLien(adresse: string, a: string, { jeton, retour }: LienDeConnexion): Message {
  const page = new URLSearchParams({ jeton, ...(retour && { retour }) })
  return {
    a,
    objet: 'Votre lien de connexion à Maillage',
    texte: `Bonjour,

Vous avez demandé à vous connecter à Maillage. Ouvrez cette page, puis appuyez sur « Me connecter » :

${adresse}/connexion/lien?${page}

Ce lien sert une fois et vaut une heure. Si vous n’avez rien demandé, ne faites rien : personne n’est entré avec votre adresse.
`,
  }
}

/** What the library keeps of a request: the browser, by which its owner recognises a session in the list of hers. */
const appareilDe = ({ headers }: FastifyRequest): Headers =>
  new Headers({ 'user-agent': headers['user-agent']?.slice(0, 300) ?? '' })

/** The signed token of the session that the library of accounts has just opened: its answer carries it as a cookie under its own name. */
function jetonDe(entetes: Headers): string | undefined {
  const debut = `${nomDuCookie(false)}=`
  const pose = entetes.getSetCookie().find((cookie) => cookie.startsWith(debut))
  return pose && decodeURIComponent(pose.split(';')[0]!.slice(debut.length))
}

const courriel = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Indiquez une adresse complète, comme nom@commune.fr.'))
const FormulaireLien = z.object({ courriel })
const FormulaireMotDePasse = z.object({
  courriel,
  motDePasse: z.string().min(1, 'Indiquez votre mot de passe.').max(200),
})
/** Sign-in by link or password, choice of the organisation, sign-out. Forms call the API of better-auth; its own routes are not exposed. */
export function poserEntree(app: FastifyInstance, services: Services): void {
  const { base, comptes, securite } = services
  const cookie = nomDuCookie(services.securise)
  const config = { droit: ouvertATous }

  /** After a proof of identity: the only organisation is chosen, otherwise the person chooses. */
  const entrer = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    entetes: Headers,
    retour: string | undefined,
  ) => {
    const signe = jetonDe(entetes)
    const jeton = jetonSigne(signe, services.secret)
    const session =
      jeton && (await lireSession(base, jeton, requete.maintenant, exigeSecondFacteur(services.mode)))
    if (!session || !jeton || !signe) return services.introuvable(requete, reponse, 'Cette connexion')
    const structures = await listStructures(base, session.courriel, requete.maintenant)
    const [unique] = structures
    if (structures.length === 1 && unique) await choisirStructure(comptes, jeton, unique)
    const choisir = retour ? `/structures?${new URLSearchParams({ retour })}` : '/structures'
    await finirLaPrecedente(services, requete)
    poserSession(reponse, services, signe)
    marquerAppareil(requete, reponse, services, session.courriel)
    securite.noter(requete, 'entree', { compte: session.compteId, moyen: session.preuves })
    return versPage(reponse, structures.length === 1 ? retourLocal(retour) : choisir)
  }

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: { fautes?: readonly Faute[]; alerte?: string; statut?: number } = {},
  ) =>
    services.pageSimple(
      requete,
      reponse,
      pageConnexion({
        saisies: { ...(requete.query as Saisies), ...((requete.body ?? {}) as Saisies) },
        demonstration: services.mode === 'demonstration',
        cle: await optionsPour(services, requete),
        proConnect: services.proConnect !== null,
        encore: preuvePerimee(services, requete),
        ...etat,
      }),
    )
  app.get('/connexion', { config: { ...config, exemple: '/connexion' } }, (requete, reponse) =>
    afficher(requete, reponse),
  )

  const tropEssaye = async (requete: FastifyRequest, genre: 'lien' | 'mot-de-passe', adresse: string) => {
    const trop = await tropDeTentatives(
      base,
      genre,
      { courriel: adresse, origine: requete.ip },
      requete.maintenant,
      appareilConnu(requete, services, adresse),
    )
    if (trop) securite.noter(requete, 'trop-d-essais', { moyen: genre })
    return trop
  }

  app.post('/connexion/envoyer', { config }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireLien, requete.body)
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, statut: 422 })
    if (await tropEssaye(requete, 'lien', lu.valeurs.courriel))
      return afficher(requete, reponse, { alerte: TROP_DE_TENTATIVES, statut: 429 })
    // Same answer and nothing sent when the address is unknown: the page does not tell who has an account.
    const connue = await (await comptes.$context).internalAdapter.findUserByEmail(lu.valeurs.courriel, {
      includeAccounts: false,
    })
    if (connue)
      await comptes.api.signInMagicLink({
        body: {
          email: lu.valeurs.courriel,
          metadata: { retour: saisie(requete.body as Saisies, 'retour')?.slice(0, 500) },
        },
        headers: new Headers(),
      })
    return services.pageSimple(requete, reponse, pageLienEnvoye(lu.valeurs.courriel))
  })
  app.get(
    '/connexion/lien',
    { config: { ...config, exemple: '/connexion/lien?jeton=exemple' } },
    (requete, reponse) =>
      services.pageSimple(
        requete,
        reponse,
        pageLien({
          jeton: saisie(requete.query as Saisies, 'jeton') ?? '',
          retour: saisie(requete.query as Saisies, 'retour'),
        }),
      ),
  )
  app.post('/connexion/lien', { config }, async (requete, reponse) => {
    const corps = (requete.body ?? {}) as Saisies
    const [jeton = '', retour] = [saisie(corps, 'jeton'), saisie(corps, 'retour')]
    const verifie = await comptes.api.magicLinkVerify({
      query: { token: jeton },
      headers: appareilDe(requete),
      asResponse: true,
    })
    if (verifie.headers.getSetCookie().length === 0) {
      securite.noter(requete, 'entree-refusee', { moyen: 'courriel' })
      return services.pageSimple(
        requete,
        reponse,
        pageLienPerdu(
          'Ce lien a déjà servi ou a plus d’une heure. Demandez-en un nouveau : il arrive en quelques secondes.',
          retour,
        ),
      )
    }
    return entrer(requete, reponse, verifie.headers, retour)
  })
  app.post('/connexion/mot-de-passe', { config }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireMotDePasse, requete.body)
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, statut: 422 })
    const { courriel: email, motDePasse: password } = lu.valeurs
    if (await tropEssaye(requete, 'mot-de-passe', email))
      return afficher(requete, reponse, { alerte: TROP_DE_TENTATIVES, statut: 429 })
    const signe = await comptes.api.signInEmail({
      body: { email, password },
      headers: appareilDe(requete),
      asResponse: true,
    })
    if (signe.status !== 200) {
      securite.noter(requete, 'entree-refusee', { moyen: 'mot-de-passe' })
      return afficher(requete, reponse, {
        alerte:
          'L’adresse et le mot de passe ne vont pas ensemble. Vérifiez-les, ou recevez un lien par courriel.',
        statut: 401,
      })
    }
    return entrer(requete, reponse, signe.headers, saisie(requete.body as Saisies, 'retour'))
  })
  app.post('/deconnexion', { config }, async (requete, reponse) => {
    await finirLaPrecedente(services, requete)
    if (requete.session) securite.noter(requete, 'connexion-fermee', { moyen: 'sortie' })
    // A form may not lead to another site: the page that follows offers to close ProConnect too.
    const parProConnect = requete.session?.preuves.includes('proconnect')
    // Whatever the browser kept of our pages goes with the session.
    oublierSession(reponse, services).header('clear-site-data', '"cache", "storage"')
    return versPage(reponse, parProConnect && services.proConnect ? '/deconnexion/proconnect' : '/')
  })

  app.get('/structures', { config: { ...config, exemple: '/structures' } }, async (requete, reponse) => {
    if (!requete.session) return versPage(reponse, '/connexion')
    const structures = await listStructures(base, requete.session.courriel, requete.maintenant)
    return services.pageSimple(
      requete,
      reponse,
      pageStructures({
        structures,
        session: requete.session,
        acteur: requete.acteur,
        suite: retourLocal(saisie(requete.query as Saisies, 'retour')),
      }),
    )
  })
  app.post('/structures', { config }, async (requete, reponse) => {
    const jeton = jetonSigne(requete.cookies[cookie], services.secret)
    if (!requete.session || !jeton) return versPage(reponse, '/connexion')
    const choix = saisie((requete.body ?? {}) as Saisies, 'structure')
    const structures = await listStructures(base, requete.session.courriel, requete.maintenant)
    const choisie = structures.find(
      ({ cooperationId, organismeId }) => `${cooperationId}/${organismeId}` === choix,
    )
    if (!choisie) return services.introuvable(requete, reponse, 'Cette structure')
    await choisirStructure(comptes, jeton, choisie)
    return versPage(reponse, retourLocal(saisie(requete.body as Saisies, 'retour')))
  })
}
