import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { instantParis, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { expliquerSeance, type RefusSeance } from '../../conduite/expliquer.ts'
import { tientLesSeances } from '../../domain/droits.ts'
import { unePlanifiee } from '../exemples.ts'
import { FormulaireDeplacement } from '../formulaire-seance.ts'
import { listPoints } from '../points/points.repository.ts'
import { findSeance } from '../seances.repository.ts'
import { listSieges, listTitulaires } from '../sieges.repository.ts'
import { pageAnnuler, pageConvoquer, pageDeplacer } from './convocation.page.tsx'
import { annulerSeance, convoquerSeance, deplacerSeance } from './convoquer.ts'
import type { Diffusion } from './diffuser.ts'

type Adresse = { Params: { id: string } }

/** A séance convened, moved, cancelled: what leaves by mail, each after a page that says what will happen. */
export function convocationRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const diffusion: Diffusion = {
    courriel: services.courriel,
    adresse: services.adresse,
    secret: services.secret,
  }

  const lireSeance = async (requete: FastifyRequest, id: string) =>
    estId(id)
      ? services.lire(requete, async (tx) => {
          const seance = await findSeance(tx, id)
          if (!seance) return null
          const points = await listPoints(tx, id)
          const sieges = await listSieges(tx, id)
          return {
            seance,
            points,
            sieges,
            titulaires: await listTitulaires(
              tx,
              seance.instanceId,
              seance.fonctionVotante,
              jourDe(seance.debutLe),
            ),
          }
        })
      : null

  const afficherConvocation = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    dessiner: typeof pageConvoquer,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    const lu = await lireSeance(requete, id)
    if (!lu?.donnees) return services.introuvable(requete, reponse, 'Cette séance')
    return services.page(
      requete,
      reponse,
      lu.cadre,
      dessiner({ ...lu.donnees, maintenant: requete.maintenant, ...etat }),
    )
  }
  const refuser = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    dessiner: typeof pageConvoquer,
    refus: RefusSeance,
  ) =>
    refus.code === 'introuvable'
      ? services.introuvable(requete, reponse, 'Cette séance')
      : afficherConvocation(requete, reponse, id, dessiner, {
          alerte: expliquerSeance(refus),
          saisies: (requete.body ?? {}) as Saisies,
          statut: 409,
        })

  app.get<Adresse>(
    '/seances/:id/convoquer',
    { config: { droit: tientLesSeances, exemple: unePlanifiee('/convoquer') } },
    (requete, reponse) => afficherConvocation(requete, reponse, requete.params.id, pageConvoquer),
  )
  app.post<Adresse>(
    '/seances/:id/convoquer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const motif = String(saisies['motif'] ?? '').slice(0, 1000)
      const issue = await convoquerSeance(
        base,
        diffusion,
        acteurDe(requete),
        id,
        motif || null,
        requete.maintenant,
      )
      if (!issue.ok) return refuser(requete, reponse, id, pageConvoquer, issue.refus)
      services.annoncer(
        reponse,
        `Séance convoquée : ${compte(issue.valeur.invites, 'invitation envoyée', 'invitations envoyées')}, l’ordre du jour est figé.`,
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )

  app.get<Adresse>(
    '/seances/:id/annuler',
    { config: { droit: tientLesSeances, exemple: unePlanifiee('/annuler') } },
    (requete, reponse) => afficherConvocation(requete, reponse, requete.params.id, pageAnnuler),
  )
  app.post<Adresse>(
    '/seances/:id/annuler',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const issue = await annulerSeance(
        base,
        diffusion,
        acteurDe(requete),
        id,
        String(saisies['motif'] ?? '').slice(0, 1000),
        requete.maintenant,
      )
      if (!issue.ok) return refuser(requete, reponse, id, pageAnnuler, issue.refus)
      services.annoncer(
        reponse,
        'Séance annulée. Les personnes invitées sont prévenues et la date est retirée de leur agenda.',
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )

  app.get<Adresse>(
    '/seances/:id/deplacer',
    { config: { droit: tientLesSeances, exemple: unePlanifiee('/deplacer') } },
    (requete, reponse) => afficherConvocation(requete, reponse, requete.params.id, pageDeplacer),
  )
  app.post<Adresse>(
    '/seances/:id/deplacer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireDeplacement, requete.body)
      if (!lu.ok)
        return afficherConvocation(requete, reponse, id, pageDeplacer, {
          fautes: lu.fautes,
          saisies,
          statut: 422,
        })
      const { date, heure, duree, lieu, visio, version, motif } = lu.valeurs
      const demande = {
        debutLe: instantParis(date, heure),
        dureeMinutes: duree,
        lieu,
        visio,
        version,
        motifDerogation: motif || null,
      }
      const issue = await deplacerSeance(base, diffusion, acteurDe(requete), id, demande, requete.maintenant)
      if (!issue.ok) return refuser(requete, reponse, id, pageDeplacer, issue.refus)
      services.annoncer(
        reponse,
        'La séance a changé. Si elle était convoquée, chaque personne invitée reçoit la mise à jour de son agenda.',
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )
}
