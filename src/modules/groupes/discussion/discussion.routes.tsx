import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, cochees, texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { litLesGroupes, travaille } from '../domain/droits.ts'
import { unFil, unGroupe, unMessage } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { findGroupe } from '../groupes.queries.ts'
import { findFil, findMessage } from '../travail.queries.ts'
import { pageCorriger, pageFil, pageNouveauFil } from './discussion.page.tsx'
import { corrigerMessage, ouvrirFil, repondreAuFil } from './discuter.ts'

type Adresse = { Params: { id: string } }

const texte = texteDemande(1, 10_000, 'Écrivez votre message.')
const FormulaireReponse = z.object({ texte, appeles: cochees, cle })
const FormulaireFil = FormulaireReponse.extend({
  titre: texteDemande(3, 200, 'Dites de quoi il s’agit (3 caractères au moins).'),
})
const FormulaireCorrection = z.object({ texte, version })

/** Threads of a group: opened, answered, corrected with their trace. */
export function discussionRoutes(app: FastifyInstance, services: Services): void {
  const { base, courriel, adresse } = services
  const envoi = { courriel, adresse }
  const enRetour = (refus: Parameters<typeof expliquer>[0], saisies: Saisies): RetourDeFormulaire => {
    const { champ, phrase, statut } = expliquer(refus)
    return { saisies, statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) }
  }

  const afficherNouveau = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const { cadre, donnees: groupe } = await services.lire(requete, (tx) => findGroupe(tx, id, maintenant))
    if (!groupe) return services.introuvable(requete, reponse, 'Ce groupe')
    const page = pageNouveauFil({ groupe, acteur: acteurDe(requete), maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/groupes/:id/fils/nouveau',
    { config: { droit: litLesGroupes, exemple: unGroupe('/fils/nouveau', 'actif') } },
    (requete, reponse) => afficherNouveau(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/groupes/:id/fils', { config: { droit: litLesGroupes } }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireFil, requete.body)
    if (!lu.ok) return afficherNouveau(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { cle: recue, ...saisie } = lu.valeurs
    const issue = await ouvrirFil(base, envoi, acteurDe(requete), id, saisie, recue, requete.maintenant)
    if (issue.ok) return versPage(reponse, `/groupes/fils/${issue.valeur.id}`)
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce groupe')
    return afficherNouveau(requete, reponse, id, enRetour(issue.refus, saisies))
  })

  const afficherFil = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const fil = await findFil(tx, id)
      return { fil, groupe: fil && (await findGroupe(tx, fil.groupeId, maintenant)) }
    })
    const { fil, groupe } = donnees
    if (!fil || !groupe) return services.introuvable(requete, reponse, 'Ce fil')
    const ouvert = groupe.statut !== 'clos' && groupe.statut !== 'ecarte'
    const ecrit = ouvert && travaille(acteur, groupe)
    const page = pageFil({ groupe, fil, ecrit, acteur, maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/groupes/fils/:id',
    { config: { droit: litLesGroupes, exemple: unFil() } },
    (requete, reponse) => afficherFil(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/groupes/fils/:id', { config: { droit: litLesGroupes } }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireReponse, requete.body)
    if (!lu.ok) return afficherFil(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { cle: recue, ...saisie } = lu.valeurs
    const issue = await repondreAuFil(base, envoi, acteurDe(requete), id, saisie, recue, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Réponse envoyée.')
      return versPage(reponse, `/groupes/fils/${id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce fil')
    return afficherFil(requete, reponse, id, enRetour(issue.refus, saisies))
  })

  const afficherCorrection = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const message = await findMessage(tx, id)
      const fil = message && (await findFil(tx, message.filId))
      return { message, fil, groupe: fil && (await findGroupe(tx, fil.groupeId, requete.maintenant)) }
    })
    const { message, fil, groupe } = donnees
    if (!message || !fil || !groupe) return services.introuvable(requete, reponse, 'Ce message')
    return services.page(requete, reponse, cadre, pageCorriger({ groupe, fil, message, ...retour }))
  }
  app.get<Adresse>(
    '/groupes/messages/:id/modifier',
    { config: { droit: litLesGroupes, exemple: unMessage('/modifier') } },
    (requete, reponse) => afficherCorrection(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/groupes/messages/:id/modifier',
    { config: { droit: litLesGroupes } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireCorrection, requete.body)
      if (!lu.ok) return afficherCorrection(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, texte: corrige } = lu.valeurs
      const issue = await corrigerMessage(base, acteurDe(requete), id, lue, corrige, requete.maintenant)
      if (issue.ok) return versPage(reponse, `/groupes/fils/${issue.valeur.filId}#m-${id}`)
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce message')
      return afficherCorrection(requete, reponse, id, enRetour(issue.refus, saisies))
    },
  )
}
