import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { texteDemande } from '#platform/http/champs.ts'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { telecharger } from '#platform/http/telecharger.ts'
import type { Acteur } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { agitPourSonMembre, conduit, litLesAchats } from '../domain/droits.ts'
import { CLES_MIN } from '../domain/plis.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { candidatsRoutes } from './candidat/candidats.routes.ts'
import { garderCle } from './cle/garder-cle.ts'
import { ouvrirDepot, proposerDepot, type RefusDepot } from './conduire-depot.ts'
import { uneOperationAuxPlis, unPliOuvert } from './exemples.ts'
import { expliquerDepot } from './expliquer.ts'
import { direOmises, donnerCle, ouvrirLesPlis } from './ouverture/ouvrir.ts'
import { findMesParts, findPli } from './plis.queries.ts'
import { procesVerbalRoutes } from './proces-verbal/proces-verbal.routes.tsx'
import { retoursDesPlis } from './retours.routes.ts'

type Adresse = { Params: { id: string } }

const SchemaCle = z.object({
  destinataire: z
    .string('La clé n’est pas arrivée : rechargez la page et recommencez.')
    .regex(/^age1pq1[02-9ac-hj-np-z]{1952}$/, 'La clé n’est pas arrivée entière : recommencez.'),
  trousseau: texteDemande(100, 40_000, 'La clé n’est pas arrivée entière : recommencez.'),
})
const SchemaParts = z.record(z.string().refine(estId), z.string().max(200))

/** The sealed deposit of a consultation: keys of the commission, bidders, bids and their opening by two members. */
export function plisRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  const retours = retoursDesPlis(services)
  const { afficher, conclure } = retours
  candidatsRoutes(app, services, retours)
  procesVerbalRoutes(app, services, retours)

  app.get<Adresse>(
    '/achats/:id/plis',
    { config: { droit: litLesAchats, exemple: uneOperationAuxPlis } },
    (requete, reponse) => {
      const { candidat } = requete.query as Saisies
      return afficher(requete, reponse, requete.params.id, {
        ...(typeof candidat === 'string' && { corrige: candidat }),
      })
    },
  )
  const geste = (
    chemin: string,
    annonce: string,
    faire: (acteur: Acteur, id: string, maintenant: Date) => Promise<Result<unknown, RefusDepot>>,
  ) =>
    app.post<Adresse>(chemin, { config: { droit: agitPourSonMembre } }, async (requete, reponse) => {
      const { id } = requete.params
      const issue = await faire(acteurDe(requete), id, requete.maintenant)
      return conclure(requete, reponse, issue, annonce)
    })
  geste(
    '/achats/:id/plis/proposer',
    'Dépôt scellé proposé : chaque membre de la commission crée sa clé sur cette page.',
    (acteur, id, maintenant) => proposerDepot(base, acteur, id, maintenant),
  )
  geste(
    '/achats/:id/plis/ouvrir-depot',
    'Dépôt ouvert : envoyez leur lien aux candidats.',
    (acteur, id, maintenant) => ouvrirDepot(base, acteur, id, maintenant),
  )
  app.post<Adresse>(
    '/achats/:id/plis/cles',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(SchemaCle, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { alerte: lu.fautes[0]!.message, statut: 422 })
      const issue = await garderCle(base, acteurDe(requete), id, lu.valeurs, requete.maintenant)
      return conclure(
        requete,
        reponse,
        issue,
        'Votre clé est créée. Gardez votre phrase de passe jusqu’à l’ouverture.',
      )
    },
  )
  // Her keystore at any time, the sealed shares once the deadline has passed: before it, the database gives none.
  app.get<Adresse>(
    '/achats/:id/plis/parts',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const mes = await base.enTantQue(acteur, (tx) => findMesParts(tx, requete.params.id, acteur.personneId))
      return reponse
        .code(mes ? 200 : 404)
        .send(mes ?? { phrase: expliquerDepot({ code: 'sans-cle' }).phrase })
    },
  )
  app.post<Adresse>(
    '/achats/:id/plis/cle-donnee',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const acteur = acteurDe(requete)
      const lues = SchemaParts.safeParse(lireJson(String((requete.body as Saisies)?.['parts'] ?? '')))
      const issue = await donnerCle(base, acteur, id, lues.data ?? {}, requete.maintenant)
      if (!issue.ok || issue.valeur.gestes < CLES_MIN)
        return conclure(
          requete,
          reponse,
          issue,
          `Votre clé est donnée. Les plis s’ouvriront quand un autre membre de la commission aura donné la sienne${issue.ok ? direOmises(issue.valeur.omises) : ''}.`,
        )
      return ouvrir(requete, reponse, id)
    },
  )
  const ouvrir = async (requete: FastifyRequest, reponse: FastifyReply, id: string) => {
    const issue = await ouvrirLesPlis(base, fichiers, acteurDe(requete), id, requete.maintenant)
    const dit = issue.ok
      ? `${compte(issue.valeur.ouverts, 'pli ouvert', 'plis ouverts')}${issue.valeur.avis > 0 ? `, dont ${issue.valeur.avis} à relire` : ''}${issue.valeur.fermes > 0 ? ` ; ${compte(issue.valeur.fermes, 'reste fermé', 'restent fermés')} : la page dit pourquoi` : ''}.`
      : ''
    return conclure(requete, reponse, issue, dit)
  }
  app.post<Adresse>(
    '/achats/:id/plis/ouvrir',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const operation = await base.enTantQue(acteurDe(requete), (tx) => findOperation(tx, id))
      if (!operation) return services.introuvable(requete, reponse, 'Ce marché')
      if (!operation.decision.porte.includes(acteurDe(requete).organismeId))
        return conclure(requete, reponse, { ok: false, refus: { code: 'sans-cle' } }, '')
      return ouvrir(requete, reponse, id)
    },
  )

  for (const [piece, rang] of [
    ['bordereau', 0],
    ['memoire', 1],
  ] as const)
    app.get<{ Params: { pli: string } }>(
      `/achats/plis/:pli/${piece}`,
      { config: { droit: litLesAchats, exemple: unPliOuvert(piece) } },
      async (requete, reponse) => {
        const acteur = acteurDe(requete)
        const fichier = await base.enTantQue(acteur, async (tx) => {
          const pli = await findPli(tx, requete.params.pli)
          const operation = pli && (await findOperation(tx, pli.operationId))
          return operation && conduit(acteur, operation) ? pli!.fichiers[rang] : undefined
        })
        if (!fichier) return services.introuvable(requete, reponse, 'Ce fichier')
        return telecharger(reponse, fichiers, fichier)
      },
    )
}

function lireJson(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    return null
  }
}
