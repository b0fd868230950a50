import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ouvertATous } from '#shared/acteur.ts'
import { aUneCle } from '../../comptes/facteurs/cles.ts'
import { consommerDefi } from '../../comptes/facteurs/defi.ts'
import {
  consommerCodeDeSecours,
  findSecondFacteur,
  verifierCode,
} from '../../comptes/facteurs/second-facteur.ts'
import {
  avecSiren,
  compteDeLIdentite,
  delier,
  estEtranger,
  lierIdentite,
  type NomDIdentite,
  parSiret,
} from '../../comptes/proconnect/identites.ts'
import type { Identite } from '../../comptes/proconnect/proconnect.ts'
import { TROP_DE_TENTATIVES, tropDeTentatives } from '../../comptes/tentatives.ts'
import { optionsPour } from '../compte/options-de-cle.ts'
import { peutRegler, portePour, type Saisies, versPage } from '../contexte.ts'
import { saisie } from '../formulaire.ts'
import { lireLien, signerLien } from '../liens.ts'
import type { Services } from '../services.ts'
import { pageConnexion } from './entree.page.tsx'
import { entrerAvec } from './entrer-avec.ts'
import {
  messageDeLiaison,
  messageDeliaison,
  messagePourRelier,
  pageFermerProConnect,
  pagePremiereFois,
  pageRelier,
} from './proconnect.page.tsx'

const DIX_MINUTES = 600
const UNE_HEURE = 3_600_000
const USAGE = 'relier-proconnect'

const Depart = z.object({ state: z.string(), nonce: z.string(), retour: z.string().optional() })
/** Issuer, provider, subject, account, SIRET, two proofs, and the fingerprint of what the browser that asked holds. */
const ARelier = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.uuid(),
  z.string().nullable(),
  z.boolean(),
  z.string(),
])
const empreinteDe = (tire: string): string => createHash('sha256').update(tire).digest('base64url')

/** Sign-in by ProConnect, where an installation has it: who somebody is comes from there, for whom she acts from her mandates. */
export function poserProConnect(app: FastifyInstance, services: Services): void {
  const { proConnect, comptes, base } = services
  if (!proConnect) return
  const config = { droit: ouvertATous }
  // Of a few paths only: the prefix that asks for https is theirs, the one that asks for the whole host is not.
  const prefixe = services.securise ? '__Secure-' : ''
  const DEPART = `${prefixe}maillage.proconnect`
  /** The ID token, kept by the browser alone: asked for again to close ProConnect. */
  const SORTIE = `${prefixe}maillage.proconnect.sortie`
  /** Drawn at the departure, kept by that browser alone: the link of the message serves there and nowhere else. */
  const LIEN = `${prefixe}maillage.proconnect.relier`
  const cookie = {
    signed: true,
    httpOnly: true,
    sameSite: 'lax',
    secure: services.securise,
    path: '/connexion/proconnect',
  } as const
  const lireCookie = (requete: FastifyRequest, nom: string): string | null => {
    const lu = requete.unsignCookie(requete.cookies[nom] ?? '')
    return lu.valid ? lu.value : null
  }
  const refuser = async (requete: FastifyRequest, reponse: FastifyReply, alerte: string, statut: number) =>
    services.pageSimple(
      requete,
      reponse,
      pageConnexion({
        saisies: {},
        demonstration: services.mode === 'demonstration',
        cle: await optionsPour(services, requete),
        proConnect: true,
        alerte,
        statut,
      }),
    )

  /** Opens the session: the organisation of that SIRET when there is one, otherwise the person is told why she must choose. */
  async function entrer(
    requete: FastifyRequest,
    reponse: FastifyReply,
    compte: string,
    { siret, preuves, retour }: { siret: string | null; preuves: string; retour: string | undefined },
  ) {
    return entrerAvec(services, requete, reponse, { compte, preuves, retour }, async (siennes) => {
      const structures = await avecSiren(base, siennes)
      const choisie = parSiret(structures, siret)
      if (!choisie && siret && estEtranger(structures, siret))
        services.annoncer(
          reponse,
          `ProConnect vous rattache à l’établissement ${siret}, pour lequel aucun mandat n’est enregistré ici. Choisissez ci-dessous la structure pour laquelle vous agissez ; s’il en manque une, demandez à la coordination de l’enregistrer.`,
        )
      return choisie
    })
  }

  const motDeLaPreuve = (deuxPreuves: boolean) => (deuxPreuves ? 'proconnect-double' : 'proconnect')

  app.get('/connexion/proconnect', { config }, async (requete, reponse) => {
    const retour = saisie(requete.query as Saisies, 'retour')?.slice(0, 500)
    try {
      const { adresse, depart } = await proConnect.partir()
      reponse.setCookie(DEPART, JSON.stringify({ ...depart, retour }), { ...cookie, maxAge: DIX_MINUTES })
      return reponse.header('cache-control', 'no-store').redirect(adresse, 303)
    } catch (erreur) {
      requete.log.warn({ message: (erreur as Error).message }, 'proconnect injoignable')
      return refuser(
        requete,
        reponse,
        'ProConnect ne répond pas. Réessayez dans un instant, ou entrez par un lien reçu par courriel.',
        502,
      )
    }
  })

  app.get('/connexion/proconnect/retour', { config }, async (requete, reponse) => {
    const depart = Depart.safeParse(lireJson(lireCookie(requete, DEPART)))
    // Whatever follows, this departure is over.
    reponse.clearCookie(DEPART, cookie)
    reponse.header('cache-control', 'no-store')
    if (!depart.success)
      return refuser(
        requete,
        reponse,
        'Cette entrée par ProConnect n’a pas commencé dans ce navigateur, ou il y a plus de dix minutes. Recommencez.',
        400,
      )
    let identite: Identite
    try {
      identite = await proConnect.revenir(new URL(requete.url, services.adresse), depart.data)
    } catch (erreur) {
      // The code of the refusal, never what the token held.
      const { code = '', name } = erreur as { code?: string; name: string }
      requete.log.warn({ code, name }, 'retour de proconnect refusé')
      services.securite.noter(requete, 'entree-refusee', { moyen: 'proconnect' })
      return refuser(
        requete,
        reponse,
        saisie(requete.query as Saisies, 'error')
          ? 'ProConnect n’a pas confirmé votre identité. Recommencez, ou entrez par un lien reçu par courriel.'
          : 'La réponse de ProConnect n’a pas pu être vérifiée : rien n’a été ouvert. Recommencez, ou entrez par un lien reçu par courriel.',
        400,
      )
    }
    const { retour } = depart.data
    const compte = await compteDeLIdentite(comptes, identite, requete.maintenant)
    reponse.setCookie(SORTIE, identite.idToken, { ...cookie, path: '/deconnexion' })
    if (compte)
      return entrer(requete, reponse, compte, {
        siret: identite.siret,
        preuves: motDeLaPreuve(identite.deuxPreuves),
        retour,
      })
    return proposerDeRelier(requete, reponse, identite)
  })

  /** A first time: an address is only what a provider says; the mailbox proves that it is hers. */
  async function proposerDeRelier(requete: FastifyRequest, reponse: FastifyReply, identite: Identite) {
    const { courriel, emetteur, fournisseur, sujet, siret, deuxPreuves } = identite
    if (await tropDeTentatives(base, 'lien', { courriel, origine: requete.ip }, requete.maintenant)) {
      services.securite.noter(requete, 'trop-d-essais', { moyen: 'proconnect' })
      return refuser(requete, reponse, TROP_DE_TENTATIVES, 429)
    }
    const connu = await (await comptes.$context).internalAdapter.findUserByEmail(courriel, {
      includeAccounts: false,
    })
    // Whether the address is known or not: the answer tells nothing.
    const tire = randomBytes(18).toString('base64url')
    reponse.setCookie(LIEN, tire, { ...cookie, maxAge: UNE_HEURE / 1000 })
    if (connu) {
      const objet = JSON.stringify([
        emetteur,
        fournisseur,
        sujet,
        connu.user.id,
        siret,
        deuxPreuves,
        empreinteDe(tire),
      ])
      const expireLe = new Date(+requete.maintenant + UNE_HEURE)
      const jeton = signerLien(services.secret, { usage: USAGE, objet, expireLe })
      await services.courriel.envoyerSeul(messagePourRelier(services.adresse, courriel, jeton))
    }
    return services.pageSimple(requete, reponse, pagePremiereFois(courriel))
  }

  /** What a link of the message holds; null when it is not ours, or over. */
  const lireJeton = (requete: FastifyRequest, jeton: string) => {
    const lien = lireLien(services.secret, jeton, USAGE, requete.maintenant)
    const lu = typeof lien === 'string' ? null : ARelier.safeParse(lireJson(lien.objet))
    return lu?.success ? lu.data : null
  }
  /** An account with a generator or a key: a mailbox alone must not bind another way in, which would then count for both proofs. */
  const estProtege = async (compte: string): Promise<boolean> =>
    (await findSecondFacteur(comptes, compte)) !== null || (await aUneCle(comptes, compte))

  /** The link was opened by the browser that left for ProConnect: otherwise whoever sends it to somebody would bind her account to an identity of his. */
  const estDIci = (requete: FastifyRequest, lu: z.infer<typeof ARelier>): boolean => {
    const tire = lireCookie(requete, LIEN)
    return tire !== null && empreinteDe(tire) === lu[6]
  }
  const dAilleurs = (requete: FastifyRequest, reponse: FastifyReply) =>
    refuser(
      requete,
      reponse,
      'Ce lien s’ouvre dans le navigateur où vous avez choisi ProConnect. Ouvrez-le là-bas, ou identifiez-vous avec ProConnect dans celui-ci : un autre lien vous sera envoyé. Si vous n’avez rien demandé, ne faites rien.',
      403,
    )

  app.get('/connexion/proconnect/relier', { config }, async (requete, reponse) => {
    const jeton = saisie(requete.query as Saisies, 'jeton') ?? ''
    const lu = lireJeton(requete, jeton)
    if (lu && !estDIci(requete, lu)) return dAilleurs(requete, reponse)
    const protege = lu !== null && (await estProtege(lu[3]))
    return services.pageSimple(requete, reponse, pageRelier(jeton, { protege }))
  })
  app.post('/connexion/proconnect/relier', { config }, async (requete, reponse) => {
    const jeton = saisie((requete.body ?? {}) as Saisies, 'jeton') ?? ''
    const lu = lireJeton(requete, jeton)
    const perime = () =>
      refuser(
        requete,
        reponse,
        'Ce lien a déjà servi ou a plus d’une heure. Identifiez-vous de nouveau avec ProConnect : un autre vous sera envoyé.',
        410,
      )
    if (!lu) return perime()
    if (!estDIci(requete, lu)) return dAilleurs(requete, reponse)
    const [emetteur, fournisseur, sujet, compte, siret, deuxPreuves] = lu
    let propre: 'otp' | 'secours' | null = null
    if (await estProtege(compte)) {
      const redemander = (alerte: string, statut: number) =>
        services.pageSimple(requete, reponse, pageRelier(jeton, { protege: true, alerte, statut }))
      if (await tropDeTentatives(base, 'code', { courriel: compte, origine: compte }, requete.maintenant)) {
        services.securite.noter(requete, 'trop-d-essais', { compte, moyen: 'code' })
        return redemander(TROP_DE_TENTATIVES, 429)
      }
      const code = saisie((requete.body ?? {}) as Saisies, 'code')?.trim() ?? ''
      if (await verifierCode(comptes, services.secret, compte, code, requete.maintenant)) propre = 'otp'
      else if (await consommerCodeDeSecours(comptes, services.secret, compte, code, requete.maintenant))
        propre = 'secours'
      else {
        services.securite.noter(requete, 'seconde-preuve-refusee', { compte, moyen: 'code' })
        return redemander(
          'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, ou prenez un code de secours.',
          422,
        )
      }
    }
    // What is spent is what the link says, not the letters it was written with.
    if (!(await consommerDefi(comptes, jeton.split('.')[0]!, +requete.maintenant + UNE_HEURE)))
      return perime()
    const nom: NomDIdentite = { emetteur, fournisseur, sujet }
    if (!(await lierIdentite(comptes, nom, compte, requete.maintenant)))
      return refuser(requete, reponse, 'Cette identité ProConnect est déjà reliée à un autre compte.', 409)
    const relie = (await (await comptes.$context).internalAdapter.findUserById(compte))!
    services.securite.noter(requete, 'preuve-ajoutee', { compte, moyen: 'proconnect' })
    await services.courriel.envoyerSeul(messageDeLiaison(relie.email))
    return entrer(requete, reponse, compte, {
      siret,
      preuves: propre ? `courriel proconnect ${propre}` : `courriel ${motDeLaPreuve(deuxPreuves)}`,
      retour: undefined,
    })
  })

  app.get('/deconnexion/proconnect', { config }, (requete, reponse) =>
    services.pageSimple(requete, reponse, pageFermerProConnect),
  )
  app.get('/deconnexion/proconnect/fermer', { config }, async (requete, reponse) => {
    const idToken = lireCookie(requete, SORTIE)
    reponse.clearCookie(SORTIE, { ...cookie, path: '/deconnexion' })
    const vers = idToken && (await proConnect.sortir(idToken).catch(() => null))
    return reponse.header('cache-control', 'no-store').redirect(vers || '/connexion', 303)
  })

  app.post(
    '/compte/proconnect/delier',
    { config: { ...config, preuveRecente: true } },
    async (requete, reponse) => {
      if (!peutRegler(requete)) return versPage(reponse, portePour(requete, '/compte'))
      await delier(comptes, requete.session.compteId)
      services.securite.noter(requete, 'preuve-retiree', { moyen: 'proconnect' })
      await services.courriel.envoyerSeul(messageDeliaison(requete.session.courriel))
      services.annoncer(reponse, 'Votre compte n’est plus relié à ProConnect.')
      return versPage(reponse, '/compte')
    },
  )
}

function lireJson(texte: string | null): unknown {
  try {
    return JSON.parse(texte ?? '')
  } catch {
    return null
  }
}
