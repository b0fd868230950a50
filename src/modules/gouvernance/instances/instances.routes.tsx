import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLaGouvernance, regleLesInstances } from '../domain/droits.ts'
import { creerInstance, modifierInstance } from './administrer.ts'
import { pageFormulaireInstance } from './fiche-instance.page.tsx'
import { lireFiche } from './formulaire-instance.ts'
import { pageInstance } from './instance.page.tsx'
import { pageInstances } from './instances.page.tsx'
import {
  listInstances,
  listMembresDuJour,
  listRegles,
  listSuppleantsPossibles,
} from './instances.repository.ts'
import {
  type AdresseInstance,
  exemple,
  outilsDesInstances,
  PHRASES,
  versionDe,
} from './outils-instances.routes.ts'
import { nommerSuppleants } from './presidence-et-suppleance.ts'

/** Where members decide, and under which rule: all read, the coordinating member administers, each member names its substitutes. */
export function instancesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const config = { droit: regleLesInstances }

  app.get(
    '/instances',
    { config: { droit: litLaGouvernance, exemple: '/instances' } },
    async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, (tx) =>
        listInstances(tx, jourDe(requete.maintenant)),
      )
      return services.page(
        requete,
        reponse,
        cadre,
        pageInstances(donnees, acteurDe(requete), requete.maintenant),
      )
    },
  )

  const { dessiner, conclure } = outilsDesInstances(services)

  const afficherFiche = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    etat: RetourDeFormulaire = {},
  ) =>
    dessiner(
      requete,
      reponse,
      id,
      (tx) => listMembresDuJour(tx, jourDe(requete.maintenant)),
      (instance, membres) =>
        pageFormulaireInstance({
          instance,
          membres,
          acteur: acteurDe(requete),
          maintenant: requete.maintenant,
          ...etat,
        }),
    )
  app.get(
    '/instances/nouvelle',
    { config: { ...config, exemple: '/instances/nouvelle' } },
    (requete, reponse) => afficherFiche(requete, reponse, null),
  )
  app.post('/instances', { config }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFiche(saisies, true)
    if ('fautes' in lu)
      return afficherFiche(requete, reponse, null, { fautes: lu.fautes, saisies, statut: 422 })
    const cle = saisie(saisies, 'cle')
    const issue = await creerInstance(
      base,
      acteurDe(requete),
      { ...lu.valeur, prereglage: lu.valeur.prereglage ?? 'egalite_bretonne' },
      cle && estId(cle) ? cle : undefined,
      requete.maintenant,
    )
    if (!issue.ok)
      return afficherFiche(requete, reponse, null, {
        alerte: PHRASES[issue.refus.code],
        saisies,
        statut: issue.refus.code === 'interdit' ? 403 : 409,
      })
    services.annoncer(reponse, 'Instance créée. Relisez sa règle ci-dessous : chaque champ se modifie.')
    return versPage(reponse, `/instances/${issue.valeur.id}`)
  })
  app.get<AdresseInstance>(
    '/instances/:id/modifier',
    { config: { ...config, exemple: exemple('/modifier') } },
    (requete, reponse) => afficherFiche(requete, reponse, requete.params.id),
  )
  app.post<AdresseInstance>('/instances/:id', { config }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFiche(saisies, false)
    if ('fautes' in lu)
      return afficherFiche(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await modifierInstance(
      base,
      acteurDe(requete),
      id,
      versionDe(saisies),
      lu.valeur,
      requete.maintenant,
    )
    return conclure(requete, reponse, id, issue, 'Instance enregistrée.', (etat) =>
      afficherFiche(requete, reponse, id, etat),
    )
  })

  const afficherInstance = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: { readonly alerte?: string; readonly statut?: number } = {},
  ) =>
    dessiner(
      requete,
      reponse,
      id,
      async (tx) => ({
        regles: await listRegles(tx, id),
        possibles: await listSuppleantsPossibles(
          tx,
          acteurDe(requete).organismeId,
          jourDe(requete.maintenant),
        ),
      }),
      (instance, { regles, possibles }) => {
        const enFonction = instance!.fonctionVotante
        return pageInstance({
          instance: instance!,
          regles,
          possibles: possibles.filter(({ fonction }) => fonction !== enFonction),
          acteur: acteurDe(requete),
          maintenant: requete.maintenant,
          ...etat,
        })
      },
    )
  app.get<AdresseInstance>(
    '/instances/:id',
    { config: { droit: litLaGouvernance, exemple: exemple() } },
    (requete, reponse) => afficherInstance(requete, reponse, requete.params.id),
  )
  app.post<AdresseInstance>(
    '/instances/:id/suppleants',
    { config: { droit: engageSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const mandats = choisies((requete.body ?? {}) as Saisies, 'mandat').filter(estId)
      const issue = await nommerSuppleants(base, acteurDe(requete), id, mandats, requete.maintenant)
      if (!issue.ok)
        return issue.refus.code === 'introuvable'
          ? services.introuvable(requete, reponse, 'Cette instance')
          : afficherInstance(requete, reponse, id, { alerte: PHRASES[issue.refus.code], statut: 409 })
      services.annoncer(reponse, 'Suppléance enregistrée.')
      return versPage(reponse, `/instances/${id}`)
    },
  )
}
