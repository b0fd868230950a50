import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { litLeProgramme, suitPourSonOrganisme } from '../domain/droits.ts'
import { direValeur } from '../suivi/dire-valeur.ts'
import { ajouterJalon, bougerJalon } from '../suivi/jalons.ts'
import { findActionDe } from './action-de.queries.ts'
import { type AdresseId, afficherAction, retourDuRefus } from './afficher-action.routes.ts'
import { avancerAction, direParticipation } from './avancer.ts'
import {
  FormulaireGesteJalon,
  FormulaireJalon,
  FormulaireParticipation,
  FormulaireStatut,
  FormulaireValeur,
  GESTES,
} from './formulaires-gestes.ts'
import {
  type Explication,
  expliquerAvancer,
  expliquerJalon,
  expliquerParticipation,
  expliquerValeur,
} from './phrases.ts'

/** What is done from the sheet of an action: its status, a member's participation, milestones, figures. */
export function gestesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = afficherAction(services)
  /** A form of the sheet that cannot be read comes back in its place, with what was typed. */
  const refaire = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    formulaire: string,
    fautes: readonly Faute[],
  ) => afficher(requete, reponse, id, { formulaire, fautes, saisies: requete.body as Saisies, statut: 422 })
  const retour = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    formulaire: string,
    explication: Explication,
  ) =>
    explication.statut === 404
      ? services.introuvable(requete, reponse, 'Cette action')
      : afficher(requete, reponse, id, {
          formulaire,
          ...retourDuRefus(explication, requete.body as Saisies),
        })

  app.post<{ Params: { id: string; geste: string } }>(
    '/programme/actions/:id/statut/:geste',
    { config: { droit: litLeProgramme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const geste = GESTES.find((connu) => connu === requete.params.geste)
      if (!geste) return services.introuvable(requete, reponse, 'Ce geste')
      const formulaire = `statut-${geste}`
      const lu = lireFormulaire(FormulaireStatut, requete.body)
      if (!lu.ok) return refaire(requete, reponse, id, formulaire, lu.fautes)
      const { version: lue, ...porte } = lu.valeurs
      const issue = await avancerAction(base, acteurDe(requete), id, lue, geste, porte, requete.maintenant)
      if (!issue.ok) return retour(requete, reponse, id, formulaire, expliquerAvancer[issue.refus.code])
      services.annoncer(reponse, 'Statut enregistré.')
      return versPage(reponse, `/programme/actions/${id}`)
    },
  )

  app.post<AdresseId>(
    '/programme/actions/:id/participation',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const formulaire = 'participation'
      const lu = lireFormulaire(FormulaireParticipation, requete.body)
      if (!lu.ok) return refaire(requete, reponse, id, formulaire, lu.fautes)
      const { type, motif } = lu.valeurs
      const issue = await direParticipation(base, acteurDe(requete), id, type, motif, requete.maintenant)
      if (!issue.ok) return retour(requete, reponse, id, formulaire, expliquerParticipation[issue.refus.code])
      services.annoncer(reponse, 'Participation enregistrée pour votre structure.')
      return versPage(reponse, `/programme/actions/${id}#participations`)
    },
  )

  app.post<AdresseId>(
    '/programme/actions/:id/jalons',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const formulaire = 'jalon'
      const lu = lireFormulaire(FormulaireJalon, requete.body)
      if (!lu.ok) return refaire(requete, reponse, id, formulaire, lu.fautes)
      const { titre, echeance, poids: lePoids, cle: envoi } = lu.valeurs
      const issue = await ajouterJalon(
        base,
        acteurDe(requete),
        id,
        { titre, echeance, poids: lePoids ?? 1 },
        envoi,
        requete.maintenant,
      )
      if (!issue.ok)
        return retour(
          requete,
          reponse,
          id,
          formulaire,
          issue.refus.code === 'jalon-en-double'
            ? {
                champ: 'titre',
                phrase: 'L’action a déjà un jalon de ce nom : choisissez-en un autre.',
                statut: 422,
              }
            : expliquerJalon[issue.refus.code],
        )
      services.annoncer(reponse, 'Jalon ajouté.')
      return versPage(reponse, `/programme/actions/${id}#jalons`)
    },
  )

  app.post<AdresseId>(
    '/programme/jalons/:id',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const formulaire = `jalon-${id}`
      const actionId = await base.enTantQue(acteurDe(requete), (tx) => findActionDe(tx, 'jalon', id))
      if (!actionId) return services.introuvable(requete, reponse, 'Ce jalon')
      const lu = lireFormulaire(FormulaireGesteJalon, requete.body)
      if (!lu.ok) return refaire(requete, reponse, actionId, formulaire, lu.fautes)
      const { geste, version: lue, ...demande } = lu.valeurs
      const issue = await bougerJalon(base, acteurDe(requete), id, lue, geste, demande, requete.maintenant)
      if (!issue.ok) return retour(requete, reponse, actionId, formulaire, expliquerJalon[issue.refus.code])
      services.annoncer(reponse, 'Jalon enregistré.')
      return versPage(reponse, `/programme/actions/${actionId}#jalons`)
    },
  )

  app.post<AdresseId>(
    '/programme/indicateurs/:id/valeurs',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const formulaire = `valeur-${id}`
      const actionId = await base.enTantQue(acteurDe(requete), (tx) => findActionDe(tx, 'indicateur', id))
      if (!actionId) return services.introuvable(requete, reponse, 'Cet indicateur')
      const lu = lireFormulaire(FormulaireValeur, requete.body)
      if (!lu.ok) return refaire(requete, reponse, actionId, formulaire, lu.fautes)
      const { annee, numerateur, denominateur, commentaire, version: lue } = lu.valeurs
      const issue = await direValeur(
        base,
        acteurDe(requete),
        id,
        annee,
        { numerateur, denominateur },
        commentaire,
        lue,
        requete.maintenant,
      )
      if (!issue.ok) return retour(requete, reponse, actionId, formulaire, expliquerValeur[issue.refus.code])
      services.annoncer(reponse, 'Chiffre enregistré pour votre structure.')
      return versPage(reponse, `/programme/actions/${actionId}#indicateurs`)
    },
  )
}
