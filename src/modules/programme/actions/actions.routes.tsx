import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { findAction } from '../action.queries.ts'
import { cadreLeProgramme, litLeProgramme, mene, suitPourSonOrganisme } from '../domain/droits.ts'
import { listDecisionsACiter, listMembres } from '../programme.queries.ts'
import { findProgramme } from '../structure/programmes.queries.ts'
import { type AdresseId, afficherAction, retourDuRefus, uneAction } from './afficher-action.routes.ts'
import { pageCadre } from './cadre.page.tsx'
import { cadrerAction, creerAction } from './cadrer.ts'
import { pageFond } from './fond.page.tsx'
import { cadreDe, FormulaireCadre, FormulaireFond } from './formulaires.ts'
import { modifierAction } from './modifier.ts'
import { listPersonnes, uneActionMenee } from './personnes.queries.ts'
import { expliquerCadre, expliquerFond } from './phrases.ts'

/** The sheet of an action, its creation and its frame (coordination), its content (who leads it). */
export function actionsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = afficherAction(services)

  const afficherCadre = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    etat: RetourDeFormulaire = {},
  ) => {
    const jour = jourDe(requete.maintenant)
    const voulu = saisie((requete.body ?? requete.query) as Saisies, 'programme')
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const action = id ? await findAction(tx, id) : undefined
      const programmeId = action?.programmeId ?? (voulu && estId(voulu) ? voulu : undefined)
      return {
        action,
        programme: await findProgramme(tx, jour, programmeId),
        membres: await listMembres(tx, jour),
      }
    })
    const { action, ...reste } = donnees
    if (id && !action) return services.introuvable(requete, reponse, 'Cette action')
    return services.page(
      requete,
      reponse,
      cadre,
      pageCadre({ ...reste, ...(action && { action }), maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get(
    '/programme/actions/nouvelle',
    { config: { droit: cadreLeProgramme, exemple: '/programme/actions/nouvelle' } },
    (requete, reponse) => afficherCadre(requete, reponse, null),
  )
  app.post('/programme/actions', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireCadre, requete.body)
    if (!lu.ok) return afficherCadre(requete, reponse, null, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await creerAction(
      base,
      acteurDe(requete),
      cadreDe(lu.valeurs),
      lu.valeurs.cle,
      requete.maintenant,
    )
    if (!issue.ok)
      return afficherCadre(requete, reponse, null, retourDuRefus(expliquerCadre[issue.refus.code], saisies))
    services.annoncer(reponse, 'Action ajoutée. Chaque membre peut y dire sa participation.')
    return versPage(reponse, `/programme/actions/${issue.valeur.id}`)
  })

  app.get<AdresseId>(
    '/programme/actions/:id',
    { config: { droit: litLeProgramme, exemple: uneAction() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )

  app.get<AdresseId>(
    '/programme/actions/:id/cadre',
    { config: { droit: cadreLeProgramme, exemple: uneAction('/cadre') } },
    (requete, reponse) => afficherCadre(requete, reponse, requete.params.id),
  )
  app.post<AdresseId>(
    '/programme/actions/:id/cadre',
    { config: { droit: cadreLeProgramme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireCadre, requete.body)
      if (!lu.ok) return afficherCadre(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await cadrerAction(
        base,
        acteurDe(requete),
        id,
        lu.valeurs.version ?? 0,
        cadreDe(lu.valeurs),
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette action')
        // A stale page shows the present values: what was typed is not written over them.
        return issue.refus.code === 'page-perimee'
          ? afficherCadre(requete, reponse, id, {
              alerte: expliquerCadre['page-perimee'].phrase,
              statut: 409,
            })
          : afficherCadre(requete, reponse, id, retourDuRefus(expliquerCadre[issue.refus.code], saisies))
      }
      services.annoncer(reponse, 'Cadre enregistré.')
      return versPage(reponse, `/programme/actions/${id}`)
    },
  )

  const afficherFond = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      action: await findAction(tx, id),
      decisions: await listDecisionsACiter(tx),
      personnes: await listPersonnes(tx, acteur.organismeId, jourDe(requete.maintenant)),
    }))
    const { action } = donnees
    if (!action) return services.introuvable(requete, reponse, 'Cette action')
    if (!mene(acteur, action))
      return afficher(requete, reponse, id, {
        alerte: expliquerFond({ code: 'interdit' }).phrase,
        statut: 403,
      })
    return services.page(requete, reponse, cadre, pageFond({ ...donnees, action, ...etat }))
  }
  app.get<AdresseId>(
    '/programme/actions/:id/modifier',
    { config: { droit: suitPourSonOrganisme, exemple: uneActionMenee('/modifier') } },
    (requete, reponse) => afficherFond(requete, reponse, requete.params.id),
  )
  app.post<AdresseId>(
    '/programme/actions/:id/modifier',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireFond, requete.body)
      if (!lu.ok) return afficherFond(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, coutPrevu, coutReel, ...fond } = lu.valeurs
      const issue = await modifierAction(
        base,
        acteurDe(requete),
        id,
        lue,
        { ...fond, coutPrevuCentimes: coutPrevu, coutReelCentimes: coutReel },
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette action')
        const explication = expliquerFond(issue.refus)
        return issue.refus.code === 'page-perimee'
          ? afficherFond(requete, reponse, id, { alerte: explication.phrase, statut: 409 })
          : afficherFond(requete, reponse, id, retourDuRefus(explication, saisies))
      }
      services.annoncer(reponse, 'Fiche enregistrée.')
      return versPage(reponse, `/programme/actions/${id}`)
    },
  )
}
