import type { FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import type { Result } from '#shared/result.ts'
import { chargerDepot, type RefusDepot } from './conduire-depot.ts'
import { expliquerDepot } from './expliquer.ts'
import type { RefusOuvertureDesPlis } from './ouverture/ouvrir.ts'
import { pagePlis } from './plis.page.tsx'

type Retour = RetourDeFormulaire & { readonly formulaire?: string; readonly corrige?: string }

/** Allows the keystore to derive its key: Argon2id is WebAssembly. On the page where the commission types its passphrases, while it does. */
const permettreArgon2 = (reponse: FastifyReply) =>
  reponse.header(
    'content-security-policy',
    String(reponse.getHeader('content-security-policy')).replace(
      "script-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
    ),
  )

/** What a route of the sealed deposit answers with: its page, or what follows a form that was done or refused. */
export function retoursDesPlis(services: Services) {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => chargerDepot(tx, id))
    if (!donnees) return services.introuvable(requete, reponse, 'Ce marché')
    const page = pagePlis({
      ...donnees,
      acteur: acteurDe(requete),
      demonstration: services.mode === 'demonstration',
      ...retour,
    })
    if (page.ilots) permettreArgon2(reponse)
    return services.page(requete, reponse, cadre, page)
  }
  const conclure = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    issue: Result<unknown, RefusDepot | RefusOuvertureDesPlis>,
    annonce: string,
    retour: Pick<Retour, 'formulaire' | 'corrige'> = {},
  ) => {
    const { id } = requete.params as { id: string }
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/achats/${id}/plis`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce marché')
    const { phrase, statut } = expliquerDepot(issue.refus)
    return afficher(requete, reponse, id, {
      alerte: phrase,
      statut,
      ...(retour.formulaire && { ...retour, saisies: requete.body as Saisies }),
    })
  }
  return { afficher, conclure }
}
export type RetoursDesPlis = ReturnType<typeof retoursDesPlis>
