import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { listDecisionsACiter } from '../bilans/bilans.queries.ts'
import { evaluePourSonMembre, litLesBilans, tientLesBilans } from '../domain/droits.ts'
import { uneEvaluation, uneFiche } from '../exemples.ts'
import { pageEvaluation } from './evaluation.page.tsx'
import { pageEvaluations } from './evaluations.page.tsx'
import {
  findEvaluation,
  findFiche,
  listActionsAEvaluer,
  listEvaluations,
  listFiches,
  listMembres,
} from './evaluations.queries.ts'
import { avancerEvaluation, conclure, direAvis, ouvrirEvaluation, type RefusEvaluation } from './evaluer.ts'
import { expliquerEvaluation } from './expliquer.ts'
import { type PropsFiche, pageFiche } from './fiche.page.tsx'
import { FormulaireAvis, FormulaireConclure, FormulaireOuvrir } from './formulaires.ts'

type Adresse = { Params: { id: string } }

/** Evaluations: directions propose line by line, the conference concludes, the programme is told. */
export function evaluationsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Cette évaluation')
  const enRetour = (refus: RefusEvaluation, saisies: Saisies): RetourDeFormulaire => {
    const { champ, phrase, statut } = expliquerEvaluation(refus)
    return { saisies, statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) }
  }

  const afficherListe = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      evaluations: await listEvaluations(tx),
      actions: await listActionsAEvaluer(tx),
    }))
    const commun = { acteur: acteurDe(requete), maintenant: requete.maintenant }
    return services.page(requete, reponse, cadre, pageEvaluations({ ...donnees, ...commun, ...retour }))
  }
  app.get('/evaluations', { config: { droit: litLesBilans, exemple: '/evaluations' } }, (requete, reponse) =>
    afficherListe(requete, reponse),
  )
  app.post('/evaluations', { config: { droit: tientLesBilans } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireOuvrir, requete.body)
    if (!lu.ok) {
      const fautes = lu.fautes.map((faute) => ({ ...faute, champ: faute.champ.split('.')[0]! }))
      return afficherListe(requete, reponse, { fautes, saisies, statut: 422 })
    }
    const { cle: recue, ...saisie } = lu.valeurs
    const issue = await ouvrirEvaluation(base, acteurDe(requete), saisie, recue, requete.maintenant)
    if (issue.ok) return versPage(reponse, `/evaluations/${issue.valeur.id}`)
    return afficherListe(requete, reponse, enRetour(issue.refus, saisies))
  })

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      evaluation: await findEvaluation(tx, id),
      fiches: await listFiches(tx, id),
      membres: await listMembres(tx, jourDe(requete.maintenant)),
    }))
    const { evaluation, ...reste } = donnees
    if (!evaluation) return introuvable(requete, reponse)
    const page = pageEvaluation({ evaluation, ...reste, acteur: acteurDe(requete), ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/evaluations/:id',
    { config: { droit: litLesBilans, exemple: uneEvaluation() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  for (const geste of ['decider', 'clore'] as const)
    app.post<Adresse>(
      `/evaluations/:id/${geste}`,
      { config: { droit: tientLesBilans } },
      async (requete, reponse) => {
        const { id } = requete.params
        const lu = lireFormulaire(z.object({ version }), requete.body)
        const lue = lu.ok ? lu.valeurs.version : -1
        const issue = await avancerEvaluation(base, acteurDe(requete), id, geste, lue, requete.maintenant)
        if (issue.ok) return versPage(reponse, `/evaluations/${id}`)
        if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
        return afficher(requete, reponse, id, enRetour(issue.refus, {}))
      },
    )

  const afficherFiche = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire & Pick<PropsFiche, 'formulaire'> = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      fiche: await findFiche(tx, id),
      membres: await listMembres(tx, jourDe(requete.maintenant)),
      decisions: await listDecisionsACiter(tx),
    }))
    const { fiche, ...reste } = donnees
    if (!fiche) return introuvable(requete, reponse)
    const page = pageFiche({ fiche, ...reste, acteur: acteurDe(requete), ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/evaluations/actions/:id',
    { config: { droit: litLesBilans, exemple: uneFiche() } },
    (requete, reponse) => afficherFiche(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/evaluations/actions/:id/avis',
    { config: { droit: evaluePourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const acteur = acteurDe(requete)
      const formulaire = 'avis' as const
      const lu = lireFormulaire(FormulaireAvis, requete.body)
      if (!lu.ok)
        return afficherFiche(requete, reponse, id, { formulaire, fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, organisme, preuves, proposition, motif, ...notes } = lu.valeurs
      const avis = { notes, preuves, proposition, motif }
      const cible = organisme || acteur.organismeId
      const issue = await direAvis(base, acteur, id, cible, lue, avis, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Avis enregistré. Tous les membres le lisent.')
        return versPage(reponse, `/evaluations/actions/${id}`)
      }
      if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
      return afficherFiche(requete, reponse, id, { ...enRetour(issue.refus, saisies), formulaire })
    },
  )
  app.post<Adresse>(
    '/evaluations/actions/:id/conclure',
    { config: { droit: tientLesBilans } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const formulaire = 'conclure' as const
      const lu = lireFormulaire(FormulaireConclure, requete.body)
      if (!lu.ok)
        return afficherFiche(requete, reponse, id, { formulaire, fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, ...conclusion } = lu.valeurs
      const issue = await conclure(base, acteurDe(requete), id, lue, conclusion, requete.maintenant)
      if (issue.ok) {
        services.annoncer(
          reponse,
          'Décision notée. Le programme n’a pas changé : voyez ce qui lui est proposé.',
        )
        return versPage(reponse, `/evaluations/actions/${id}`)
      }
      if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
      return afficherFiche(requete, reponse, id, { ...enRetour(issue.refus, saisies), formulaire })
    },
  )
}
