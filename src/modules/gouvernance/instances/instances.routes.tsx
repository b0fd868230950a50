import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { ContenuDePage, Services } from '#platform/http/services.ts'
import { engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLaGouvernance, regleLesInstances } from '../domain/droits.ts'
import { prereglages, type Regle } from '../domain/regle.ts'
import {
  type CodeRefusInstance,
  changerPresidence,
  changerRegle,
  creerInstance,
  modifierInstance,
  nommerSuppleants,
} from './administrer.ts'
import { lireFiche, lirePresidence, lireRegle, PHRASES_REGLE, saisiesDeRegle } from './formulaire-instance.ts'
import { pageFormulaireInstance, pagePresidence } from './formulaires.page.tsx'
import { pageInstance, pageInstances } from './instances.page.tsx'
import {
  type Instance,
  listInstances,
  listMembresDuJour,
  listRegles,
  listSuppleantsPossibles,
} from './instances.repository.ts'
import { pageRegle } from './regle.page.tsx'

const PHRASES: Readonly<Record<Exclude<CodeRefusInstance, 'introuvable'>, string>> = {
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

type Adresse = { Params: { id: string } }
type Issue =
  | { readonly ok: true }
  | { readonly ok: false; readonly refus: { readonly code: CodeRefusInstance } }

const exemple =
  (suite = '') =>
  async (tx: Tx) => {
    const une = await tx.selectFrom('instance').select('id').orderBy('nom').executeTakeFirst()
    return une ? `/instances/${une.id}${suite}` : null
  }

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

  /** Draws a page about one instance, or about a new one. */
  const dessiner = async <T,>(
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
  const versionDe = (saisies: Saisies): number => Number(saisie(saisies, 'version')) || 0

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
  app.get<Adresse>(
    '/instances/:id/modifier',
    { config: { ...config, exemple: exemple('/modifier') } },
    (requete, reponse) => afficherFiche(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/instances/:id', { config }, async (requete, reponse) => {
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
  app.get<Adresse>(
    '/instances/:id',
    { config: { droit: litLaGouvernance, exemple: exemple() } },
    (requete, reponse) => afficherInstance(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
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
  app.get<Adresse>(
    '/instances/:id/presidence',
    { config: { ...config, exemple: exemple('/presidence') } },
    (requete, reponse) => afficherPresidence(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/instances/:id/presidence', { config }, async (requete, reponse) => {
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
  app.get<Adresse>(
    '/instances/:id/regle',
    { config: { ...config, exemple: exemple('/regle') } },
    (requete, reponse) => afficherRegle(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/instances/:id/regle', { config }, async (requete, reponse) => {
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
