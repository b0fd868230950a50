import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { jetonSigne, nomDuCookie, preuveFraiche, type Session } from '../../comptes/session.ts'
import { lireSessionFinie, type SessionFinie } from '../../comptes/sessions.ts'
import type { Saisies } from '../contexte.ts'
import { saisie } from '../formulaire.ts'
import type { Services } from '../services.ts'
import { type Attente, lireEnvoi, ouvrirAttente, SCEAU_MAX, scellerAttente } from './envoi.ts'
import {
  FAITE,
  pageAttente,
  pageAutrePersonne,
  pageAutreStructure,
  pagePerdue,
  pageRetrouvee,
  pageSansReprise,
  RETROUVER,
} from './reprise.page.tsx'

type CeQuIlFaut = Pick<Services, 'pageSimple' | 'comptes' | 'secret' | 'securise'>

/** Whose form this is: of who is signed in and must prove again, or of who was. */
async function auteurDe(
  { comptes, secret, securise }: CeQuIlFaut,
  { session, acteur, cookies }: FastifyRequest,
): Promise<SessionFinie | null> {
  if (session)
    return {
      compte: session.compteId,
      cooperationId: acteur?.cooperationId ?? null,
      organismeId: acteur?.organismeId ?? null,
    }
  const jeton = jetonSigne(cookies[nomDuCookie(securise)], secret)
  return jeton ? lireSessionFinie(comptes, jeton) : null
}

/**
 * A form reached us when its session was over, or without a recent proof: nothing is done, and nothing typed is lost. The page that answers carries
 * what was typed, sealed for its author: it works without script, the server keeps nothing, and nobody else who sits down there reads it.
 */
export async function reprendre(
  services: CeQuIlFaut,
  requete: FastifyRequest,
  reponse: FastifyReply,
): Promise<FastifyReply> {
  reponse.header('cache-control', 'private, no-store')
  const envoi = await lireEnvoi(requete)
  const auteur = await auteurDe(services, requete)
  if (!envoi || !auteur)
    return services.pageSimple(requete, reponse, pageSansReprise('inconnue', '/tableau-de-bord'))
  if (envoi === 'longue')
    return services.pageSimple(requete, reponse, pageSansReprise('longue', '/tableau-de-bord'))
  const attente: Attente = {
    ...auteur,
    action: requete.url,
    preuve: requete.session !== null,
    le: requete.maintenant,
    envoi,
  }
  const scelle = await scellerAttente(services.secret, attente)
  return services.pageSimple(
    requete,
    reponse,
    scelle ? pageAttente(requete.session, attente, scelle) : pageSansReprise('longue', '/tableau-de-bord'),
  )
}

/** What is still missing before the form is given back to its author, told; undefined when nothing is. */
function ceQuiManque({ preuve, le }: Attente, session: Session | null, maintenant: Date): string | undefined {
  if (!session) return 'Vous n’êtes pas encore connecté sur ce navigateur.'
  if (session.aProuver) return 'Il manque votre seconde preuve : donnez-la, puis revenez ici.'
  // Given since the form came: asked again by the deed itself, of course, if it is no longer fresh then.
  if (preuve && (session.prouveeLe < le || !preuveFraiche(session, maintenant)))
    return 'Votre preuve n’est pas arrivée, ou date de plus d’un quart d’heure : donnez-la de nouveau.'
}

/** Where the other tab ends, and where what was typed is asked back. */
export function poserReprise(app: FastifyInstance, services: Services): void {
  const config = { droit: ouvertATous }
  app.get(FAITE, { config: { ...config, exemple: FAITE } }, (requete, reponse) =>
    services.pageSimple(requete, reponse, {
      titre: 'C’est fait',
      contenu: <p>Fermez cet onglet, revenez au précédent, et appuyez sur « Retrouver ma saisie ».</p>,
    }),
  )

  app.post(RETROUVER, { config, bodyLimit: SCEAU_MAX + 1000 }, async (requete, reponse) => {
    reponse.header('cache-control', 'private, no-store')
    const scelle = saisie((requete.body ?? {}) as Saisies, 'saisie') ?? ''
    const attente = await ouvrirAttente(services.secret, scelle, requete.maintenant)
    const { session, acteur } = requete
    if (!attente) return services.pageSimple(requete, reponse, pagePerdue())
    if (session && session.compteId !== attente.compte)
      return services.pageSimple(requete, reponse, pageAutrePersonne(scelle))
    const manque = ceQuiManque(attente, session, requete.maintenant)
    if (manque) return services.pageSimple(requete, reponse, pageAttente(session, attente, scelle, manque))
    if (attente.organismeId && acteur?.organismeId !== attente.organismeId)
      return services.pageSimple(requete, reponse, pageAutreStructure(scelle))
    return services.pageSimple(requete, reponse, pageRetrouvee(attente, acteur?.libelle ?? 'vous'))
  })
}
