import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire, numeroDePage, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { instantParis } from '#shared/dates.ts'
import { afficherSeance } from '../conduite/afficher-seance.routes.ts'
import { expliquerSeance } from '../conduite/expliquer.ts'
import { litLaGouvernance, tientLesSeances } from '../domain/droits.ts'
import { unePlanifiee } from './exemples.ts'
import { FormulaireSeance } from './formulaire-seance.ts'
import { pageNouvelleSeance } from './nouvelle-seance.page.tsx'
import { planifierSeance } from './preparer.ts'
import { pageListeSeances } from './seances.page.tsx'
import { listSeances } from './seances.queries.ts'

type Adresse = { Params: { id: string } }

/** The séances of a cooperation: listed, planned, opened. */
export function seancesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  app.get(
    '/seances',
    { config: { droit: litLaGouvernance, exemple: '/seances' } },
    async (requete, reponse) => {
      const page = numeroDePage(saisie(requete.query as Saisies, 'page'))
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        avenir: await listSeances(tx, {
          avenir: true,
          personneId: acteurDe(requete).personneId,
          limite: 50,
          decalage: 0,
        }),
        passees: await listSeances(tx, {
          avenir: false,
          personneId: acteurDe(requete).personneId,
          limite: 26,
          decalage: (page - 1) * 25,
        }),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageListeSeances({ ...donnees, page, acteur: acteurDe(requete), maintenant: requete.maintenant }),
      )
    },
  )

  const afficherNouvelle = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      instances: await tx
        .selectFrom('instance')
        .select(['id', 'nom', 'delai_convocation_jours as delaiJours'])
        // The conference of the chairs comes first: it is the one most often called.
        .orderBy((eb) => eb('type', '<>', 'conference_presidences'))
        .orderBy('nom')
        .execute(),
    }))
    return services.page(
      requete,
      reponse,
      cadre,
      pageNouvelleSeance({ ...donnees, maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get(
    '/seances/nouvelle',
    { config: { droit: tientLesSeances, exemple: '/seances/nouvelle' } },
    (requete, reponse) => afficherNouvelle(requete, reponse, { saisies: requete.query as Saisies }),
  )
  app.post('/seances', { config: { droit: tientLesSeances } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireSeance, requete.body)
    if (!lu.ok) return afficherNouvelle(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { instance, date, heure, duree, lieu, visio, seconde, cle } = lu.valeurs
    const demande = {
      instanceId: instance,
      debutLe: instantParis(date, heure),
      dureeMinutes: duree,
      lieu,
      visio,
      secondeConvocationDe: seconde || null,
    }
    const issue = await planifierSeance(base, acteurDe(requete), demande, cle, requete.maintenant)
    if (!issue.ok)
      return afficherNouvelle(requete, reponse, {
        alerte: expliquerSeance(issue.refus),
        saisies,
        statut: 409,
      })
    return versPage(reponse, `/seances/${issue.valeur.id}`)
  })

  app.get<Adresse>(
    '/seances/:id',
    { config: { droit: litLaGouvernance, exemple: unePlanifiee() } },
    (requete, reponse) =>
      afficherSeance(services, requete, reponse, requete.params.id, {
        pointId: (requete.query as { point?: string }).point,
      }),
  )
}
