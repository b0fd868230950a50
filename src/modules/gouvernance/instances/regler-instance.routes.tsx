import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { regleLesInstances } from '../domain/droits.ts'
import { prereglages, type Regle } from '../domain/regle.ts'
import { changerRegle } from './changer-regle.ts'
import { lirePresidence } from './formulaire-instance.ts'
import { lireRegle, saisiesDeRegle } from './formulaire-regle.ts'
import { type AdresseInstance, exemple, outilsDesInstances, versionDe } from './outils-instances.routes.ts'
import { pagePresidence } from './presidence.page.tsx'
import { changerPresidence } from './presidence-et-suppleance.ts'
import { pageRegle } from './regle.page.tsx'

/** The chair and the rule of an instance: changed by the coordinating member, with the agreement of the others. */
export function reglerInstanceRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const config = { droit: regleLesInstances }
  const { dessiner, conclure } = outilsDesInstances(services)

  const afficherPresidence = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire = {},
  ) =>
    dessiner(
      requete,
      reponse,
      id,
      async () => null,
      (instance) =>
        pagePresidence({
          instance: instance!,
          acteur: acteurDe(requete),
          maintenant: requete.maintenant,
          ...etat,
        }),
    )
  app.get<AdresseInstance>(
    '/instances/:id/presidence',
    { config: { ...config, exemple: exemple('/presidence') } },
    (requete, reponse) => afficherPresidence(requete, reponse, requete.params.id),
  )
  app.post<AdresseInstance>('/instances/:id/presidence', { config }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lirePresidence(saisies)
    if ('fautes' in lu)
      return afficherPresidence(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { presidence, accord } = lu.valeur
    const issue = await changerPresidence(
      base,
      acteurDe(requete),
      id,
      versionDe(saisies),
      presidence,
      accord,
      requete.maintenant,
    )
    return conclure(
      requete,
      reponse,
      id,
      issue,
      'Présidence enregistrée : les séances passées gardent la leur.',
      (etat) => afficherPresidence(requete, reponse, id, etat),
    )
  })

  const afficherRegle = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire & { readonly apercu?: Regle } = {},
  ) =>
    dessiner(
      requete,
      reponse,
      id,
      async () => null,
      (instance) => {
        const demandee = saisie(requete.query as Saisies, 'prereglage') as keyof typeof prereglages
        const depart = prereglages[demandee]?.regle
        return pageRegle({
          instance: instance!,
          apercu: etat.apercu ?? depart ?? null,
          acteur: acteurDe(requete),
          saisies: depart
            ? saisiesDeRegle(depart, demandee)
            : saisiesDeRegle(instance!.regle, instance!.prereglage),
          ...etat,
        })
      },
    )
  app.get<AdresseInstance>(
    '/instances/:id/regle',
    { config: { ...config, exemple: exemple('/regle') } },
    (requete, reponse) => afficherRegle(requete, reponse, requete.params.id),
  )
  app.post<AdresseInstance>('/instances/:id/regle', { config }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = (requete.body ?? {}) as Saisies
    const apercu = saisie(saisies, 'geste') === 'apercu'
    // To see its effect, no agreement is asked yet.
    const lu = lireRegle(apercu ? { ...saisies, accord: 'aperçu' } : saisies)
    if ('fautes' in lu)
      return afficherRegle(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    if (apercu) return afficherRegle(requete, reponse, id, { saisies, apercu: lu.valeur.regle })
    const issue = await changerRegle(
      base,
      acteurDe(requete),
      id,
      versionDe(saisies),
      lu.valeur,
      requete.maintenant,
    )
    return conclure(
      requete,
      reponse,
      id,
      issue,
      'Règle adoptée : elle vaut pour les votes qui s’ouvriront.',
      (etat) => afficherRegle(requete, reponse, id, etat),
    )
  })
}
