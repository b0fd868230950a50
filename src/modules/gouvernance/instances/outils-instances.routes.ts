import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { type Saisies, versPage } from '#platform/http/contexte.ts'
import { PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { ContenuDePage, Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { PHRASES_REGLE } from './formulaire-regle.ts'
import { type Instance, listInstances } from './instances.repository.ts'
import type { CodeRefusInstance } from './refus-instance.ts'

export const PHRASES: Readonly<Record<Exclude<CodeRefusInstance, 'introuvable'>, string>> = {
  ...PHRASES_REGLE,
  interdit: 'Les instances sont administrées par le membre coordonnateur, avec l’accord des autres.',
  'page-perimee': PAGE_PERIMEE,
  'seance-en-cours':
    'Une séance de cette instance est en cours : sa règle et ses sièges ne changent pas avant sa clôture.',
  'siege-inconnu': 'Un de ces sièges n’est plus celui d’un membre : rechargez la page.',
  'personne-ne-vote': 'Personne ne voterait : donnez une voix à un membre au moins.',
  'date-passee': 'Cette date est passée : la présidence change aujourd’hui ou plus tard.',
  'suppleant-inconnu': 'Une de ces personnes n’a plus de mandat : rechargez la page.',
}

export type AdresseInstance = { Params: { id: string } }
type Issue =
  | { readonly ok: true }
  | { readonly ok: false; readonly refus: { readonly code: CodeRefusInstance } }

/** Where a page about an instance can be seen. */
export const exemple =
  (suite = '') =>
  async (tx: Tx) => {
    const une = await tx.selectFrom('instance').select('id').orderBy('nom').executeTakeFirst()
    return une ? `/instances/${une.id}${suite}` : null
  }

export const versionDe = (saisies: Saisies): number => Number(saisie(saisies, 'version')) || 0

/** What the pages about an instance share: how they are drawn, how a deed ends. */
export function outilsDesInstances(services: Services) {
  /** Draws a page about one instance, or about a new one. */
  const dessiner = async <T>(
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    lire: (tx: Tx) => Promise<T>,
    page: (instance: Instance | null, lu: T) => ContenuDePage,
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      instance:
        id === null
          ? null
          : ((await listInstances(tx, jourDe(requete.maintenant))).find((une) => une.id === id) ?? null),
      lu: await lire(tx),
    }))
    if (id !== null && !donnees.instance) return services.introuvable(requete, reponse, 'Cette instance')
    return services.page(requete, reponse, cadre, page(donnees.instance, donnees.lu))
  }
  /** Announces what was done and goes back to the instance; a refusal draws the form again, with what was typed unless the page was stale. */
  const conclure = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    issue: Issue,
    fait: string,
    afficher: (etat: RetourDeFormulaire) => unknown,
  ) => {
    if (issue.ok) {
      services.annoncer(reponse, fait)
      return versPage(reponse, `/instances/${id}`)
    }
    const { code } = issue.refus
    if (code === 'introuvable') return services.introuvable(requete, reponse, 'Cette instance')
    return afficher({
      alerte: PHRASES[code],
      statut: code === 'interdit' ? 403 : 409,
      ...(code !== 'page-perimee' && { saisies: (requete.body ?? {}) as Saisies }),
    })
  }
  return { dessiner, conclure }
}
