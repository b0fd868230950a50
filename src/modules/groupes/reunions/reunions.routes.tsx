import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ecrireInvitation } from '#platform/agenda/agenda.ts'
import { version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { litLesGroupes, pilote } from '../domain/droits.ts'
import { uneReunion, unGroupePilote } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { findGroupe } from '../groupes.queries.ts'
import { findReunion } from '../travail.queries.ts'
import { ecrireNotes } from './ecrire-notes.ts'
import { FormulaireNotes, FormulaireReunion, lirePresences } from './formulaires.ts'
import { evenementDe } from './invitation.ts'
import { pageReunion } from './reunion.page.tsx'
import { pageSaisieReunion } from './saisie.page.tsx'
import { annulerReunion, modifierReunion, prevoirReunion } from './tenir-reunion.ts'

type Adresse = { Params: { id: string } }

/** Meetings of a group: set, moved, called off, then their notes. */
export function reunionsRoutes(app: FastifyInstance, services: Services): void {
  const { base, courriel, adresse } = services
  const envoi = { courriel, adresse }

  const saisir = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    cible: { readonly groupe: string } | { readonly reunion: string },
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const reunion = 'reunion' in cible ? ((await findReunion(tx, cible.reunion)) ?? null) : null
      const groupeId = 'groupe' in cible ? cible.groupe : reunion?.groupeId
      return { reunion, groupe: groupeId ? await findGroupe(tx, groupeId, maintenant) : undefined }
    })
    const { groupe, reunion } = donnees
    if (!groupe) return services.introuvable(requete, reponse, 'Cette réunion')
    return services.page(
      requete,
      reponse,
      cadre,
      pageSaisieReunion({ groupe, reunion, maintenant, ...retour }),
    )
  }
  const enregistrer = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    cible: { readonly groupe: string } | { readonly reunion: string },
  ) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireReunion, requete.body)
    if (!lu.ok) return saisir(requete, reponse, cible, { fautes: lu.fautes, saisies, statut: 422 })
    const { version: lue, cle: recue, ...saisie } = lu.valeurs
    const acteur = acteurDe(requete)
    const issue =
      'groupe' in cible
        ? await prevoirReunion(base, envoi, acteur, cible.groupe, saisie, recue, requete.maintenant)
        : await modifierReunion(base, envoi, acteur, cible.reunion, lue, saisie, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Réunion enregistrée. Les invitations partent par courriel.')
      return versPage(reponse, `/groupes/reunions/${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette réunion')
    const { champ, phrase, statut } = expliquer(issue.refus)
    return saisir(requete, reponse, cible, {
      saisies,
      statut,
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
    })
  }
  app.get<Adresse>(
    '/groupes/:id/reunions/nouvelle',
    { config: { droit: litLesGroupes, exemple: unGroupePilote('/reunions/nouvelle') } },
    (requete, reponse) => saisir(requete, reponse, { groupe: requete.params.id }),
  )
  app.post<Adresse>('/groupes/:id/reunions', { config: { droit: litLesGroupes } }, (requete, reponse) =>
    enregistrer(requete, reponse, { groupe: requete.params.id }),
  )
  app.get<Adresse>(
    '/groupes/reunions/:id/modifier',
    { config: { droit: litLesGroupes, exemple: uneReunion('/modifier') } },
    (requete, reponse) => saisir(requete, reponse, { reunion: requete.params.id }),
  )
  app.post<Adresse>(
    '/groupes/reunions/:id/modifier',
    { config: { droit: litLesGroupes } },
    (requete, reponse) => enregistrer(requete, reponse, { reunion: requete.params.id }),
  )

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const reunion = await findReunion(tx, id)
      return { reunion, groupe: reunion && (await findGroupe(tx, reunion.groupeId, maintenant)) }
    })
    const { groupe, reunion } = donnees
    if (!groupe || !reunion) return services.introuvable(requete, reponse, 'Cette réunion')
    const siens = pilote(acteurDe(requete), groupe) && groupe.statut !== 'clos' && groupe.statut !== 'ecarte'
    return services.page(
      requete,
      reponse,
      cadre,
      pageReunion({ groupe, reunion, pilote: siens, maintenant, ...retour }),
    )
  }
  app.get<Adresse>(
    '/groupes/reunions/:id',
    { config: { droit: litLesGroupes, exemple: uneReunion() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/groupes/reunions/:id/notes',
    { config: { droit: litLesGroupes } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireNotes, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, ...saisie } = lu.valeurs
      const notes = { ...saisie, presences: lirePresences(saisies) }
      const issue = await ecrireNotes(base, acteurDe(requete), id, lue, notes, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Notes publiées : tous les membres les lisent.')
        return versPage(reponse, `/groupes/reunions/${id}`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette réunion')
      const { phrase, statut } = expliquer(issue.refus)
      return afficher(requete, reponse, id, { saisies, alerte: phrase, statut })
    },
  )
  app.post<Adresse>(
    '/groupes/reunions/:id/annuler',
    { config: { droit: litLesGroupes } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(z.object({ version }), requete.body)
      const issue = await annulerReunion(
        base,
        envoi,
        acteurDe(requete),
        id,
        lu.ok ? lu.valeurs.version : -1,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Réunion annulée. Elle quitte les agendas.')
        return versPage(reponse, `/groupes/reunions/${id}`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette réunion')
      const { phrase, statut } = expliquer(issue.refus)
      return afficher(requete, reponse, id, { alerte: phrase, statut })
    },
  )
  app.get<Adresse>(
    '/groupes/reunions/:id/reunion.ics',
    { config: { droit: litLesGroupes, exemple: uneReunion('/reunion.ics') } },
    async (requete, reponse) => {
      const { maintenant } = requete
      const acteur = acteurDe(requete)
      const lu = await base.enTantQue(acteur, async (tx) => {
        const reunion = await findReunion(tx, requete.params.id)
        return { reunion, groupe: reunion && (await findGroupe(tx, reunion.groupeId, maintenant)) }
      })
      if (!lu.reunion || !lu.groupe) return services.introuvable(requete, reponse, 'Cette réunion')
      const organisateur = lu.groupe.pilotes[0] ?? acteur
      const evenement = evenementDe({
        groupe: lu.groupe,
        reunion: lu.reunion,
        invite: acteur,
        organisateur,
        adresse,
        etabliLe: maintenant,
      })
      return reponse
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', `attachment; filename="reunion-${jourDe(lu.reunion.debutLe)}.ics"`)
        .send(ecrireInvitation(lu.reunion.annuleeLe ? 'CANCEL' : 'REQUEST', evenement))
    },
  )
}
