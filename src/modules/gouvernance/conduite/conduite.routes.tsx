import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { listMembres } from '../decisions/decisions.queries.ts'
import { litLaGouvernance, prendPartALaSeance, tientLesSeances } from '../domain/droits.ts'
import { afficherSeance } from './afficher-seance.routes.ts'
import { cloreSeance, conduire, passerAuPoint } from './conduire.ts'
import { expliquerSeance, type RefusSeance } from './expliquer.ts'
import { FormulairePresence, FormulaireVote, heureDeSeance } from './formulaires-seance.ts'
import type { FormulaireDeSeance } from './page-seance.tsx'
import { noterPresence, rectifierPresence } from './presences/tenir-presences.ts'
import { cloreLeScrutin, ouvrirLeScrutin } from './vote/tenir-scrutin.ts'
import { deposerVote } from './vote/voter.ts'

type AdresseSeance = { Params: { id: string; pointId?: string; scrutinId?: string; entreeId?: string } }

/** The field in which each of these refusals of a vote is answered. */
const CHAMP_A_REPRENDRE: ReadonlyMap<RefusSeance['code'], string> = new Map([
  ['objection-sans-motif', 'reserve'],
  ['rectification-sans-motif', 'rectification'],
])

/** Holding a séance: each form does one thing, works without script, and several people may act at once. */
export function conduiteRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const repondre = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    seanceId: string,
    refus: RefusSeance,
    ou: { readonly pointId?: string | undefined; readonly formulaire?: FormulaireDeSeance } = {},
  ) =>
    refus.code === 'introuvable'
      ? services.introuvable(requete, reponse, 'Cette séance')
      : afficherSeance(services, requete, reponse, seanceId, {
          ...ou,
          alerte: expliquerSeance(refus),
          saisies: requete.body as Saisies,
          statut: refus.code === 'interdit' ? 403 : 409,
        })

  const refaire = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    seanceId: string,
    formulaire: FormulaireDeSeance,
    fautes: readonly Faute[],
    statut = 422,
  ) =>
    afficherSeance(services, requete, reponse, seanceId, {
      formulaire,
      fautes,
      saisies: requete.body as Saisies,
      statut,
    })

  const nommeur = async (requete: FastifyRequest) => {
    const membres = await base.enTantQue(acteurDe(requete), (tx) =>
      listMembres(tx, jourDe(requete.maintenant)),
    )
    return (id: string) => membres.find(({ organismeId }) => organismeId === id)?.libelle ?? 'un membre'
  }

  for (const geste of ['ouvrir', 'suspendre', 'reprendre'] as const) {
    app.post<AdresseSeance>(
      `/seances/:id/${geste}`,
      { config: { droit: tientLesSeances } },
      async (requete, reponse) => {
        const { id } = requete.params
        const issue = await conduire(base, acteurDe(requete), id, geste, requete.maintenant)
        return issue.ok ? versPage(reponse, `/seances/${id}`) : repondre(requete, reponse, id, issue.refus)
      },
    )
  }

  app.post<AdresseSeance>(
    '/seances/:id/points/:pointId/traiter',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      const issue = await passerAuPoint(base, acteurDe(requete), id, pointId!, requete.maintenant)
      return issue.ok ? versPage(reponse, `/seances/${id}`) : repondre(requete, reponse, id, issue.refus)
    },
  )

  app.post<AdresseSeance>(
    '/seances/:id/presences',
    { config: { droit: prendPartALaSeance } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(FormulairePresence, requete.body)
      if (!lu.ok) return refaire(requete, reponse, id, 'presence', lu.fautes)
      const { organisme, genre, mandataire, representant, heure: dite } = lu.valeurs
      const demande = {
        organismeId: organisme,
        genre,
        mandataireId: genre === 'pouvoir' ? mandataire || null : null,
        representant: representant || null,
        survenuLe: heureDeSeance(dite, requete.maintenant),
      }
      if (genre === 'pouvoir' && !mandataire)
        return refaire(requete, reponse, id, 'presence', [
          { champ: 'mandataire', message: 'Choisissez le membre qui porte le pouvoir.' },
        ])
      const issue = await noterPresence(base, acteurDe(requete), id, demande, requete.maintenant)
      return issue.ok
        ? versPage(reponse, `/seances/${id}#sieges`)
        : repondre(requete, reponse, id, issue.refus, { formulaire: 'presence' })
    },
  )

  app.post<AdresseSeance>(
    '/seances/:id/presences/:entreeId/rectifier',
    { config: { droit: prendPartALaSeance } },
    async (requete, reponse) => {
      const { id, entreeId } = requete.params
      const { motif = '' } = (requete.body ?? {}) as { motif?: string }
      const issue = await rectifierPresence(
        base,
        acteurDe(requete),
        id,
        entreeId!,
        String(motif).slice(0, 1000),
        requete.maintenant,
      )
      return issue.ok
        ? versPage(reponse, `/seances/${id}#registre`)
        : repondre(requete, reponse, id, issue.refus)
    },
  )

  app.post<AdresseSeance>(
    '/seances/:id/points/:pointId/scrutin',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      const issue = await ouvrirLeScrutin(base, acteurDe(requete), id, pointId!, requete.maintenant)
      return issue.ok
        ? versPage(reponse, `/seances/${id}#sieges`)
        : repondre(requete, reponse, id, issue.refus, { pointId })
    },
  )

  app.post<AdresseSeance>(
    '/seances/:id/scrutins/:scrutinId/votes',
    { config: { droit: prendPartALaSeance } },
    async (requete, reponse) => {
      const { id, scrutinId } = requete.params
      const lu = lireFormulaire(FormulaireVote, requete.body)
      if (!lu.ok) return refaire(requete, reponse, id, 'vote', lu.fautes)
      const { organisme, choix, reserve, retire_reserve, rectification = null } = lu.valeurs
      const bulletin = {
        organismeId: organisme,
        choix,
        reserve,
        retireReserve: retire_reserve === 'oui',
        rectification,
      }
      const issue = await deposerVote(base, acteurDe(requete), id, scrutinId!, bulletin, requete.maintenant)
      if (issue.ok) return versPage(reponse, `/seances/${id}#sieges`)
      const champ = CHAMP_A_REPRENDRE.get(issue.refus.code)
      return champ
        ? refaire(requete, reponse, id, 'vote', [{ champ, message: expliquerSeance(issue.refus) }], 409)
        : repondre(requete, reponse, id, issue.refus, { formulaire: 'vote' })
    },
  )

  app.post<AdresseSeance>(
    '/seances/:id/scrutins/:scrutinId/clore',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, scrutinId } = requete.params
      const { confirme } = (requete.body ?? {}) as { confirme?: string }
      const issue = await cloreLeScrutin(
        base,
        acteurDe(requete),
        id,
        scrutinId!,
        confirme === 'oui',
        requete.maintenant,
      )
      if (issue.ok) return versPage(reponse, `/seances/${id}#verdict`)
      if (issue.refus.code === 'votes-manquants')
        return afficherSeance(services, requete, reponse, id, {
          alerte: expliquerSeance(issue.refus, await nommeur(requete)),
          aConfirmer: scrutinId!,
          statut: 409,
        })
      return repondre(requete, reponse, id, issue.refus)
    },
  )

  app.post<AdresseSeance>(
    '/seances/:id/clore',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = await cloreSeance(base, services, acteurDe(requete), id, requete.maintenant)
      if (!issue.ok) return repondre(requete, reponse, id, issue.refus)
      const { reportes } = issue.valeur
      services.annoncer(
        reponse,
        reportes > 0
          ? `Séance close. ${compte(reportes, 'point non traité revient', 'points non traités reviennent')} dans « À décider ».`
          : 'Séance close. Le relevé de décisions est prêt, chaque membre est prévenu de ses suites.',
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )

  app.get<AdresseSeance>(
    '/seances/:id/etat',
    {
      config: {
        droit: litLaGouvernance,
        exemple: async (tx) =>
          adresseDe(await tx.selectFrom('seance').select('id').limit(1).executeTakeFirst(), '/etat'),
      },
    },
    async (requete, reponse) => {
      const { id } = requete.params
      const ligne =
        estId(id) &&
        (await base.enTantQue(acteurDe(requete), (tx) =>
          tx.selectFrom('seance').select('version').where('id', '=', id).executeTakeFirst(),
        ))
      return ligne ? { version: ligne.version } : reponse.code(404).send({ erreur: 'séance inconnue' })
    },
  )
}

const adresseDe = (ligne: { id: string } | undefined, suite = ''): string | null =>
  ligne ? `/seances/${ligne.id}${suite}` : null
