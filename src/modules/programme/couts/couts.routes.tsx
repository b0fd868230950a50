import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { findAction } from '../action.queries.ts'
import { type AdresseId, afficherAction } from '../actions/afficher-action.routes.ts'
import { uneActionMenee } from '../actions/personnes.queries.ts'
import { expliquerFond } from '../actions/phrases.ts'
import { litLeProgramme, mene, suitPourSonOrganisme } from '../domain/droits.ts'
import { jugerCle } from '../domain/repartition.ts'
import { listDecisionsACiter } from '../programme.queries.ts'
import { pageBases } from './bases.page.tsx'
import { declarerBase } from './bases.ts'
import { pageCle } from './cle.page.tsx'
import { type CleLue, listBases, listCles } from './couts.queries.ts'
import { expliquerCle } from './expliquer.ts'
import { FormulaireBase, FormulaireCle } from './formulaires.ts'
import { fixerCle, payeursDe, poidsDe, type SaisieCle } from './repartir.ts'

/** Who pays what: the key of an action, and what members declare to weigh it. */
export function coutsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = afficherAction(services)

  const afficherCle = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire & { readonly essai?: SaisieCle } = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      action: await findAction(tx, id),
      bases: await listBases(tx, jourDe(requete.maintenant)),
      decisions: await listDecisionsACiter(tx),
      cles: await listCles(tx, id),
    }))
    const { action, bases, decisions, cles } = donnees
    if (!action) return services.introuvable(requete, reponse, 'Cette action')
    if (!mene(acteur, action))
      return afficher(requete, reponse, id, {
        alerte: expliquerFond({ code: 'interdit' }).phrase,
        statut: 403,
      })
    const { essai, ...retour } = etat
    const page = (suite: RetourDeFormulaire & { readonly essai?: CleLue }) =>
      services.page(requete, reponse, cadre, pageCle({ action, bases, decisions, cle: cles[0], ...suite }))
    if (!essai) return page(retour)
    const poids = poidsDe(bases, payeursDe(action), essai.libres)
    const jugee = jugerCle(essai, poids)
    if (!jugee.ok) return page({ ...retour, ...expliquerCle(jugee.refus, bases) })
    return page({
      ...retour,
      essai: {
        ...essai,
        decision: { id: essai.decisionId, numero: '', titre: '' },
        fixeeLe: requete.maintenant,
        fixeePar: '',
        fictif: null,
        poids: poids.map((p) => {
          const lue = bases.find(({ organismeId }) => organismeId === p.organismeId)!
          return { ...p, libelle: lue.libelle, au: lue.au }
        }),
      },
    })
  }

  app.get<AdresseId>(
    '/programme/actions/:id/cle',
    { config: { droit: suitPourSonOrganisme, exemple: uneActionMenee('/cle') } },
    (requete, reponse) => afficherCle(requete, reponse, requete.params.id),
  )
  app.post<AdresseId>(
    '/programme/actions/:id/cle',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireCle, requete.body)
      if (!lu.ok) return afficherCle(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { geste, cle } = lu.valeurs
      if (geste === 'essayer') return afficherCle(requete, reponse, id, { saisies, essai: cle })
      const issue = await fixerCle(base, acteurDe(requete), id, cle, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Clé de répartition fixée.')
        return versPage(reponse, `/programme/actions/${id}#couts`)
      }
      const { refus } = issue
      if (refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette action')
      if (refus.code === 'page-perimee')
        return afficherCle(requete, reponse, id, { alerte: PAGE_PERIMEE, statut: 409 })
      if (refus.code === 'interdit') return afficherCle(requete, reponse, id)
      if (refus.code === 'decision-inconnue')
        return afficherCle(requete, reponse, id, {
          fautes: [
            {
              champ: 'decisionId',
              message: 'Cette décision n’est pas financière : choisissez celle qui fixe la clé.',
            },
          ],
          saisies,
          statut: 422,
        })
      // The same judgement as a trial, on the bases that the page shows.
      return afficherCle(requete, reponse, id, { saisies, statut: 422, essai: cle })
    },
  )

  const afficherBases = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => listBases(tx, jourDe(requete.maintenant)))
    return services.page(
      requete,
      reponse,
      cadre,
      pageBases({ bases: donnees, acteur: acteurDe(requete), ...etat }),
    )
  }
  app.get(
    '/programme/bases',
    { config: { droit: litLeProgramme, exemple: '/programme/bases' } },
    (requete, reponse) => afficherBases(requete, reponse),
  )
  app.post('/programme/bases', { config: { droit: suitPourSonOrganisme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireBase, requete.body)
    if (!lu.ok) return afficherBases(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await declarerBase(base, acteurDe(requete), lu.valeurs, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Vos bases sont enregistrées.')
      return versPage(reponse, '/programme/bases')
    }
    if (issue.refus.code === 'page-perimee')
      return afficherBases(requete, reponse, { alerte: PAGE_PERIMEE, statut: 409 })
    const faute =
      issue.refus.code === 'date-future'
        ? {
            champ: 'au',
            message: 'Ce jour n’est pas encore venu : indiquez quand ces nombres ont été constatés.',
          }
        : { champ: 'agents', message: 'Indiquez au moins vos agents ou votre masse salariale.' }
    return afficherBases(requete, reponse, { fautes: [faute], saisies, statut: 422 })
  })
}
