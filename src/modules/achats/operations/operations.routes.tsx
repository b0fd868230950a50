import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, jourDemande, jourFacultatif, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { CYCLE_OPERATION, type GesteOperation, OBJETS, type ObjetAchat } from '../domain/operation.ts'
import { uneOperation } from '../exemples.ts'
import { avancerOperation, lancerOperation, modifierOperation, type RefusOperation } from './conduire.ts'
import { expliquerOperation } from './expliquer.ts'
import { pageOperation } from './operation.page.tsx'
import { pageOperations } from './operations.page.tsx'
import { findOperation, listDecisionsLiantes, listMembres, listOperations } from './operations.queries.ts'
import { pageSaisieOperation } from './saisie.page.tsx'

type Adresse = { Params: { id: string } }

const FICHE = {
  titre: z
    .string('Donnez un titre.')
    .trim()
    .min(3, 'Donnez un titre (3 caractères au moins).')
    .max(200, 'Le titre tient en 200 caractères.'),
  objet: z.enum(Object.keys(OBJETS) as [ObjetAchat, ...ObjetAchat[]], 'Choisissez ce qui est acheté.'),
  debut: jourDemande('Indiquez le premier jour du contrat.'),
  conseil: texteLibre(200),
  niveaux: texteLibre(2000),
  roles: texteLibre(4000),
  risques: texteLibre(4000),
}
const FormulaireLancement = z.object({
  ...FICHE,
  decision: z
    .string('Choisissez la décision qui lance l’achat.')
    .refine(estId, 'Choisissez la décision qui lance l’achat.'),
  cle,
})
const FormulaireFiche = z.object({ ...FICHE, version })
const FormulaireEtape = z.object({
  geste: z.enum(Object.keys(CYCLE_OPERATION) as [GesteOperation, ...GesteOperation[]]),
  jusquau: jourFacultatif,
  version,
})

/** Purchases: their list, one of them, its sheet, its steps. */
export function operationsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  app.get('/achats', { config: { droit: litLesAchats, exemple: '/achats' } }, async (requete, reponse) => {
    const { cadre, donnees } = await services.lire(requete, listOperations)
    const page = pageOperations({ operations: donnees, acteur: acteurDe(requete) })
    return services.page(requete, reponse, cadre, page)
  })

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: await findOperation(tx, id),
      membres: await listMembres(tx, aujourdhui),
    }))
    const { operation, membres } = donnees
    if (!operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const page = pageOperation({ operation, membres, acteur: acteurDe(requete), aujourdhui, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  const afficherSaisie = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: id ? await findOperation(tx, id) : null,
      decisions: id ? [] : await listDecisionsLiantes(tx, acteurDe(requete).organismeId),
    }))
    if (id && !donnees.operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    return services.page(requete, reponse, cadre, pageSaisieOperation({ ...donnees, ...retour }))
  }
  const enRetour = (refus: RefusOperation, saisies: Saisies): RetourDeFormulaire => {
    const { champ, phrase, statut } = expliquerOperation(refus)
    return { saisies, statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) }
  }

  app.get(
    '/achats/nouvelle',
    { config: { droit: agitPourSonMembre, exemple: '/achats/nouvelle' } },
    (requete, reponse) => afficherSaisie(requete, reponse, null),
  )
  app.post('/achats', { config: { droit: agitPourSonMembre } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireLancement, requete.body)
    if (!lu.ok) return afficherSaisie(requete, reponse, null, { fautes: lu.fautes, saisies, statut: 422 })
    const { decision, cle: envoi, debut, ...fiche } = lu.valeurs
    const issue = await lancerOperation(
      base,
      acteurDe(requete),
      decision,
      { ...fiche, debutLe: debut },
      envoi,
      requete.maintenant,
    )
    if (!issue.ok) return afficherSaisie(requete, reponse, null, enRetour(issue.refus, saisies))
    services.annoncer(
      reponse,
      'Achat lancé. Son calendrier est calculé à rebours du premier jour du contrat.',
    )
    return versPage(reponse, `/achats/${issue.valeur.id}`)
  })
  app.get<Adresse>(
    '/achats/:id',
    { config: { droit: litLesAchats, exemple: uneOperation() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.get<Adresse>(
    '/achats/:id/modifier',
    { config: { droit: agitPourSonMembre, exemple: uneOperation('/modifier') } },
    (requete, reponse) => afficherSaisie(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/achats/:id/modifier',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireFiche, requete.body)
      if (!lu.ok) return afficherSaisie(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, debut, ...fiche } = lu.valeurs
      const saisie = { ...fiche, debutLe: debut }
      const issue = await modifierOperation(base, acteurDe(requete), id, lue, saisie, requete.maintenant)
      if (!issue.ok) return afficherSaisie(requete, reponse, id, enRetour(issue.refus, saisies))
      services.annoncer(reponse, 'Fiche enregistrée.')
      return versPage(reponse, `/achats/${id}`)
    },
  )
  app.post<Adresse>(
    '/achats/:id/etape',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireEtape, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { geste, ...demande } = lu.valeurs
      const jour = jourDe(requete.maintenant)
      const issue = await avancerOperation(
        base,
        acteurDe(requete),
        id,
        geste,
        demande,
        jour,
        requete.maintenant,
      )
      if (!issue.ok) return afficher(requete, reponse, id, enRetour(issue.refus, saisies))
      services.annoncer(reponse, `${CYCLE_OPERATION[geste].libelle} : c’est enregistré.`)
      return versPage(reponse, `/achats/${id}`)
    },
  )
}
