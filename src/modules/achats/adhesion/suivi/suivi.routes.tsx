import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { numeroDePage, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { FORMATS, type Format } from '#platform/imports/fichiers.ts'
import { exporterCsv, exporterXlsx } from '#platform/tableurs/exporter.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { jamais } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { ETATS_ADHESION, type EtatAdhesion } from '../../domain/adhesion/adhesion.ts'
import { agitPourSonMembre, litLesAchats } from '../../domain/droits.ts'
import { PAR_PAGE } from '../../employeurs-un-par-un.tsx'
import { uneOperation } from '../../exemples.ts'
import { findOperation } from '../../operations/operations.queries.ts'
import { COLONNES_ETATS, enLigneDEtat } from './exporter-etats.ts'
import { type RefusRelance, relancerAdhesions } from './relancer.ts'
import { pageSuivi } from './suivi.page.tsx'
import { countAdhesions, type FiltreAdhesions, listAdhesions } from './suivi.queries.ts'
import type { FiltreSuivi } from './suivi-liste.tsx'

type Adresse = { Params: { id: string } }

/** The tracker of memberships, its reminder and its export. */
export function suiviRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    operationId: string,
    retour: { readonly alerte?: string; readonly statut?: number } = {},
  ) => {
    const filtre = lireFiltre(requete.query as Saisies)
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: await findOperation(tx, operationId),
      comptes: await countAdhesions(tx, operationId, aujourdhui),
      ...(await listAdhesions(tx, enFiltre(operationId, filtre), aujourdhui, {
        limite: PAR_PAGE,
        decalage: (filtre.page - 1) * PAR_PAGE,
      })),
    }))
    const { operation, ...reste } = donnees
    if (!operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const page = pageSuivi({ operation, ...reste, filtre, acteur: acteurDe(requete), aujourdhui, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/achats/:id/adhesions',
    { config: { droit: litLesAchats, exemple: uneOperation('/adhesions') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.get<Adresse>(
    '/achats/:id/adhesions/export',
    { config: { droit: litLesAchats, exemple: uneOperation('/adhesions/export') } },
    async (requete, reponse) => {
      const filtre = lireFiltre(requete.query as Saisies)
      const format: Format = saisie(requete.query as Saisies, 'format') === 'xlsx' ? 'xlsx' : 'csv'
      const aujourdhui = jourDe(requete.maintenant)
      const { id } = requete.params
      const lues = await base.enTantQue(acteurDe(requete), async (tx) =>
        (await findOperation(tx, id))
          ? listAdhesions(tx, enFiltre(id, filtre), aujourdhui, { limite: null, decalage: 0 })
          : null,
      )
      if (!lues) return services.introuvable(requete, reponse, 'Cet achat groupé')
      const lignes = lues.adhesions.map(enLigneDEtat)
      return reponse
        .type(FORMATS[format])
        .header('content-disposition', `attachment; filename="adhesions-${aujourdhui}.${format}"`)
        .send(
          format === 'csv'
            ? exporterCsv(COLONNES_ETATS, lignes)
            : await exporterXlsx(COLONNES_ETATS, lignes, 'Adhésions'),
        )
    },
  )
  app.post<Adresse>(
    '/achats/:id/adhesions/relancer',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = await relancerAdhesions(base, services, acteurDe(requete), id, requete.maintenant)
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable')
          return services.introuvable(requete, reponse, 'Cet achat groupé')
        return afficher(requete, reponse, id, expliquerRelance(issue.refus))
      }
      const { employeurs, messages } = issue.valeur
      services.annoncer(
        reponse,
        `${compte(employeurs, 'employeur relancé', 'employeurs relancés')}, ${compte(messages, 'message envoyé', 'messages envoyés')}.`,
      )
      return versPage(reponse, `/achats/${id}/adhesions`)
    },
  )
}

function lireFiltre(adresse: Saisies): FiltreSuivi {
  const centre = saisie(adresse, 'centre') ?? ''
  const etat = saisie(adresse, 'etat') ?? ''
  const departement = saisie(adresse, 'departement') ?? ''
  return {
    centre: estId(centre) ? centre : '',
    departement: /^[0-9AB]{2,3}$/.test(departement) ? departement : '',
    etat: Object.hasOwn(ETATS_ADHESION, etat) ? (etat as EtatAdhesion) : '',
    longue: saisie(adresse, 'attente') === 'longue',
    mots: (saisie(adresse, 'q') ?? '').trim().slice(0, 100),
    page: numeroDePage(saisie(adresse, 'page')),
  }
}

const enFiltre = (operationId: string, f: FiltreSuivi): FiltreAdhesions => ({
  operationId,
  ...(f.centre && { centreId: f.centre }),
  ...(f.departement && { departement: f.departement }),
  ...(f.etat && { etat: f.etat }),
  ...(f.longue && { longue: true }),
  ...(f.mots && { mots: f.mots }),
})

function expliquerRelance(refus: RefusRelance): { readonly alerte: string; readonly statut: number } {
  switch (refus.code) {
    case 'interdit':
      return {
        alerte: 'La décision ne lie pas votre structure : elle n’écrit à personne dans cet achat.',
        statut: 403,
      }
    case 'introuvable':
      return { alerte: 'Cet achat groupé n’existe pas.', statut: 404 }
    case 'pas-ouverte':
      return { alerte: 'Les adhésions ne sont pas ouvertes : il n’y a personne à relancer.', statut: 409 }
    case 'personne-a-relancer':
      return {
        alerte:
          'Personne à relancer : aucun de vos employeurs n’attend depuis sept jours sans message, ou aucun n’a d’adresse connue.',
        statut: 409,
      }
    default:
      return jamais(refus.code)
  }
}
