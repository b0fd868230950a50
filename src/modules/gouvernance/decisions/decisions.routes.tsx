import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { organeDe } from '#modules/annuaire'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire, numeroDePage, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { type ColonneCsv, ecrireCsv } from '#platform/tableurs/ecrire-csv.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLaGouvernance } from '../domain/droits.ts'
import { LIBELLES_SUITE } from '../domain/suite.ts'
import { direPortee } from '../vues.tsx'
import { pageDecision } from './decision.page.tsx'
import { pageDecisions } from './decisions.page.tsx'
import {
  type DecisionAuTableau,
  findDecision,
  findSuite,
  listDecisions,
  listMembres,
  type MembreAuTableau,
} from './decisions.queries.ts'
import { expliquerSuite } from './expliquer-suite.ts'
import { acteDe, FormulaireSuite } from './formulaire-suite.ts'
import { pageSuite } from './suite.page.tsx'
import { enregistrerSuite, rectifierLaSuite } from './suivre-suite.ts'

type Adresse = { Params: { id: string; organismeId: string } }

const PAR_PAGE = 25
const EXPORT_MAX = 10_000

/** One row per decision, one column per member: what the grid shows, for a spreadsheet. */
const colonnesDExport = (membres: readonly MembreAuTableau[]): ColonneCsv<DecisionAuTableau>[] => [
  { titre: 'Numéro', valeur: ({ numero }) => numero },
  { titre: 'Décision', valeur: ({ titre }) => titre },
  { titre: 'Adoptée le', valeur: ({ adopteeLe }) => adopteeLe },
  { titre: 'Portée', valeur: ({ porte }) => direPortee(porte, membres) },
  ...membres.map(({ organismeId, libelle }) => ({
    titre: libelle,
    valeur: ({ suites }: DecisionAuTableau) => {
      const suite = suites.find((candidate) => candidate.organismeId === organismeId)
      return suite ? LIBELLES_SUITE[suite.etat] : 'Informé'
    },
  })),
]

const uneDecision = (suite: (ligne: { id: string; organisme: string }) => string) => async (tx: Tx) => {
  const ligne = await tx
    .selectFrom('decision as d')
    .innerJoin('suite as s', 's.decision_id', 'd.id')
    .select(['d.id', 's.organisme_id as organisme'])
    .orderBy('d.numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  return ligne ? suite(ligne) : null
}

export function decisionsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  app.get(
    '/decisions',
    { config: { droit: litLaGouvernance, exemple: '/decisions' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const query = requete.query as Saisies
      const vue =
        saisie(query, 'vue') === 'moi'
          ? ('moi' as const)
          : saisie(query, 'vue') === 'en-cours'
            ? ('en-cours' as const)
            : ('toutes' as const)
      const page = numeroDePage(saisie(query, 'page'))
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        membres: await listMembres(tx, jourDe(requete.maintenant)),
        ...(await listDecisions(tx, {
          ...(vue === 'moi' && { engage: acteur.organismeId }),
          enCours: vue === 'en-cours',
          limite: PAR_PAGE,
          decalage: (page - 1) * PAR_PAGE,
        })),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageDecisions({
          ...donnees,
          vue,
          page,
          parPage: PAR_PAGE,
          acteur,
          aujourdhui: jourDe(requete.maintenant),
        }),
      )
    },
  )

  app.get(
    '/decisions.csv',
    { config: { droit: litLaGouvernance, exemple: '/decisions.csv' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const vue = saisie(requete.query as Saisies, 'vue')
      const { membres, decisions } = await base.enTantQue(acteur, async (tx) => ({
        membres: await listMembres(tx, jourDe(requete.maintenant)),
        ...(await listDecisions(tx, {
          ...(vue === 'moi' && { engage: acteur.organismeId }),
          enCours: vue === 'en-cours',
          limite: EXPORT_MAX,
          decalage: 0,
        })),
      }))
      return reponse
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="decisions.csv"')
        .send(ecrireCsv(colonnesDExport(membres), decisions))
    },
  )

  app.get<Adresse>(
    '/decisions/:id',
    { config: { droit: litLaGouvernance, exemple: uneDecision(({ id }) => `/decisions/${id}`) } },
    async (requete, reponse) => {
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cette décision')
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        decision: await findDecision(tx, id),
        membres: await listMembres(tx, jourDe(requete.maintenant)),
      }))
      if (!donnees.decision) return services.introuvable(requete, reponse, 'Cette décision')
      const { decision, membres } = donnees
      return services.page(
        requete,
        reponse,
        cadre,
        pageDecision({
          decision,
          membres,
          acteur: acteurDe(requete),
          aujourdhui: jourDe(requete.maintenant),
        }),
      )
    },
  )

  const afficherSuite = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    adresse: Adresse['Params'],
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    const { id, organismeId } = adresse
    if (!estId(id) || !estId(organismeId)) return services.introuvable(requete, reponse, 'Cette suite')
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      decision: await findDecision(tx, id),
      membres: await listMembres(tx, jourDe(requete.maintenant)),
      suite: await findSuite(tx, id, organismeId),
    }))
    const membre = donnees.membres.find((m) => m.organismeId === organismeId)
    if (!donnees.decision || !membre) return services.introuvable(requete, reponse, 'Cette suite')
    return services.page(
      requete,
      reponse,
      cadre,
      pageSuite({
        decision: donnees.decision,
        suite: donnees.suite,
        membre,
        acteur: acteurDe(requete),
        aujourdhui: jourDe(requete.maintenant),
        ...etat,
      }),
    )
  }
  app.get<Adresse>(
    '/decisions/:id/suites/:organismeId',
    {
      config: {
        droit: litLaGouvernance,
        exemple: uneDecision(({ id, organisme }) => `/decisions/${id}/suites/${organisme}`),
      },
    },
    (requete, reponse) =>
      afficherSuite(requete, reponse, requete.params, { saisies: requete.query as Saisies }),
  )
  app.post<Adresse>(
    '/decisions/:id/suites/:organismeId',
    { config: { droit: litLaGouvernance } },
    async (requete, reponse) => {
      const { id, organismeId } = requete.params
      const acteur = acteurDe(requete)
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireSuite, requete.body)
      if (!lu.ok)
        return afficherSuite(requete, reponse, requete.params, { fautes: lu.fautes, saisies, statut: 422 })
      const { geste, version, motif } = lu.valeurs
      const organe = organeDe(acteur.typeOrganisme, lu.valeurs.organe ?? '')?.code ?? null
      const entree = { organe, version, acte: acteDe(lu.valeurs), anterieur: lu.valeurs.anterieur === 'oui' }
      if (!estId(id) || !estId(organismeId)) return services.introuvable(requete, reponse, 'Cette suite')
      const issue =
        geste === 'rectifier'
          ? await rectifierLaSuite(base, acteur, id, organismeId, entree, motif, requete.maintenant)
          : await enregistrerSuite(base, acteur, id, organismeId, geste, entree, requete.maintenant)
      if (issue.ok) {
        services.annoncer(
          reponse,
          geste === 'rectifier'
            ? 'Rectification enregistrée. Les valeurs d’origine restent dans l’historique.'
            : 'Suite enregistrée pour votre structure.',
        )
        return versPage(reponse, `/decisions/${id}`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette suite')
      const { champ, phrase } = expliquerSuite(issue.refus)
      return afficherSuite(requete, reponse, requete.params, {
        saisies,
        ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
        statut: issue.refus.code === 'interdit' ? 403 : champ ? 422 : 409,
      })
    },
  )
}
