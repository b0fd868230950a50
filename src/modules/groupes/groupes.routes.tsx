import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recevoirEnvoi } from '#platform/fichiers/recevoir-envoi.ts'
import { version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import type { Explication } from '#platform/http/explication.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { pageCadre } from './cadre/cadre.page.tsx'
import { modifierCadre, proposerGroupe } from './cadre/cadrer.ts'
import { conduireGroupe } from './cadre/conduire.ts'
import { pageGeste } from './cadre/geste.page.tsx'
import { deposerDocument, retirerDocument } from './documents/deposer.ts'
import { cycleGroupe, type Geste } from './domain/cycle.ts'
import { cadreLesGroupes, litLesGroupes, tientSonSiege } from './domain/droits.ts'
import { unGroupe } from './exemples.ts'
import { expliquer } from './expliquer.ts'
import { FormulaireCadre, FormulaireGeste, FormulaireSiege } from './formulaires.ts'
import { pageGroupe } from './groupe.page.tsx'
import { pageGroupes } from './groupes.page.tsx'
import {
  findGroupe,
  listActions,
  listDecisions,
  listFaits,
  listGroupes,
  listMembres,
  listPersonnes,
} from './groupes.queries.ts'
import { pageSiege } from './sieges/siege.page.tsx'
import { tenirSiege } from './sieges/tenir-siege.ts'
import { listDocuments, listFils, listReunions } from './travail.queries.ts'

type Adresse = { Params: { id: string } }

const enRetour = ({ champ, phrase, statut }: Explication, saisies?: Saisies): RetourDeFormulaire => ({
  ...(saisies && { saisies }),
  statut,
  ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
})

const EXEMPLES: Readonly<Record<Geste, string>> = {
  mandater: 'propose',
  demarrer: 'mandate',
  clore: 'actif',
  rouvrir: 'clos',
  ecarter: 'propose',
}
const ANNONCES: Readonly<Record<Geste, string>> = {
  mandater: 'Mandat enregistré. Qui pilote peut ouvrir les travaux.',
  demarrer: 'Travaux ouverts.',
  clore: 'Groupe clos. Son bilan est lu par tous les membres.',
  rouvrir: 'Groupe rouvert.',
  ecarter: 'Proposition écartée. Elle reste lisible, avec son motif.',
}

/** The groups: their list, their frame, the deeds of their life, their seats and documents. */
export function groupesRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Ce groupe')

  app.get('/groupes', { config: { droit: litLesGroupes, exemple: '/groupes' } }, async (requete, reponse) => {
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      groupes: await listGroupes(tx, requete.maintenant),
      membres: await listMembres(tx, aujourdhui),
    }))
    const page = pageGroupes({
      ...donnees,
      acteur: acteurDe(requete),
      aujourdhui,
      filtres: requete.query as Saisies,
    })
    return services.page(requete, reponse, cadre, page)
  })

  const afficherCadre = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const jour = jourDe(maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      groupe: id ? ((await findGroupe(tx, id, maintenant)) ?? null) : null,
      membres: await listMembres(tx, jour),
      personnes: await listPersonnes(tx, jour),
      actions: await listActions(tx),
    }))
    if (id && !donnees.groupe) return introuvable(requete, reponse)
    return services.page(requete, reponse, cadre, pageCadre({ ...donnees, maintenant, ...retour }))
  }
  const enregistrerCadre = async (requete: FastifyRequest, reponse: FastifyReply, id: string | null) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireCadre, requete.body)
    if (!lu.ok) {
      const fautes = lu.fautes.map((faute) => ({ ...faute, champ: faute.champ.split('.')[0]! }))
      return afficherCadre(requete, reponse, id, { fautes, saisies, statut: 422 })
    }
    const { version: lue, cle, ...saisie } = lu.valeurs
    const acteur = acteurDe(requete)
    const issue = id
      ? await modifierCadre(base, acteur, id, lue, saisie, requete.maintenant)
      : await proposerGroupe(base, acteur, saisie, cle, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, id ? 'Cadre enregistré.' : 'Groupe proposé. Il travaille une fois mandaté.')
      return versPage(reponse, `/groupes/${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
    return afficherCadre(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
  }
  app.get(
    '/groupes/nouveau',
    { config: { droit: cadreLesGroupes, exemple: '/groupes/nouveau' } },
    (requete, reponse) => afficherCadre(requete, reponse, null),
  )
  app.post('/groupes', { config: { droit: cadreLesGroupes } }, (requete, reponse) =>
    enregistrerCadre(requete, reponse, null),
  )
  app.get<Adresse>(
    '/groupes/:id/modifier',
    { config: { droit: cadreLesGroupes, exemple: unGroupe('/modifier', 'actif') } },
    (requete, reponse) => afficherCadre(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/groupes/:id/modifier', { config: { droit: cadreLesGroupes } }, (requete, reponse) =>
    enregistrerCadre(requete, reponse, requete.params.id),
  )

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      groupe: await findGroupe(tx, id, maintenant),
      faits: await listFaits(tx, id),
      reunions: await listReunions(tx, id),
      fils: await listFils(tx, id),
      documents: await listDocuments(tx, id),
    }))
    const { groupe, ...reste } = donnees
    if (!groupe) return introuvable(requete, reponse)
    const page = pageGroupe({ groupe, ...reste, acteur: acteurDe(requete), maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/groupes/:id',
    { config: { droit: litLesGroupes, exemple: unGroupe() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )

  for (const geste of Object.keys(cycleGroupe) as Geste[]) {
    const afficherGeste = async (
      requete: FastifyRequest,
      reponse: FastifyReply,
      id: string,
      retour: RetourDeFormulaire = {},
    ) => {
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        groupe: await findGroupe(tx, id, requete.maintenant),
        decisions: geste === 'mandater' ? await listDecisions(tx) : [],
      }))
      const { groupe, decisions } = donnees
      if (!groupe) return introuvable(requete, reponse)
      return services.page(requete, reponse, cadre, pageGeste({ groupe, geste, decisions, ...retour }))
    }
    app.get<Adresse>(
      `/groupes/:id/${geste}`,
      { config: { droit: litLesGroupes, exemple: unGroupe(`/${geste}`, EXEMPLES[geste]) } },
      (requete, reponse) => afficherGeste(requete, reponse, requete.params.id),
    )
    app.post<Adresse>(
      `/groupes/:id/${geste}`,
      { config: { droit: litLesGroupes } },
      async (requete, reponse) => {
        const { id } = requete.params
        const saisies = requete.body as Saisies
        const lu = lireFormulaire(FormulaireGeste, requete.body)
        if (!lu.ok) return afficherGeste(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
        const { version: lue, ...demande } = lu.valeurs
        const acteur = acteurDe(requete)
        const issue = await conduireGroupe(base, acteur, id, geste, lue, demande, requete.maintenant)
        if (issue.ok) {
          services.annoncer(reponse, ANNONCES[geste])
          return versPage(reponse, `/groupes/${id}`)
        }
        if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
        return afficherGeste(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
      },
    )
  }

  const afficherSiege = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      groupe: await findGroupe(tx, id, requete.maintenant),
      personnes: await listPersonnes(tx, aujourdhui, acteur.organismeId),
    }))
    const { groupe, personnes } = donnees
    if (!groupe) return introuvable(requete, reponse)
    const page = pageSiege({ groupe, personnes, acteur, aujourdhui, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/groupes/:id/siege',
    { config: { droit: tientSonSiege, exemple: unGroupe('/siege', 'actif') } },
    (requete, reponse) => afficherSiege(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/groupes/:id/siege', { config: { droit: tientSonSiege } }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireSiege, requete.body)
    if (!lu.ok) return afficherSiege(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { version: lue, organisme, ...saisie } = lu.valeurs
    const acteur = acteurDe(requete)
    const cible = organisme || acteur.organismeId
    const issue = await tenirSiege(base, acteur, id, cible, lue, saisie, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Siège enregistré.')
      return versPage(reponse, `/groupes/${id}`)
    }
    if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
    return afficherSiege(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
  })

  app.post<Adresse>(
    '/groupes/:id/documents',
    { config: { droit: litLesGroupes } },
    async (requete, reponse) => {
      const { id } = requete.params
      const recu = requete.isMultipart() ? await recevoirEnvoi(requete.parts()) : null
      const refaire = (message: string, saisies: Saisies = {}) =>
        afficher(requete, reponse, id, { fautes: [{ champ: 'fichier', message }], saisies, statut: 422 })
      if (recu && !recu.ok) return refaire(recu.refus.phrase, recu.refus.champs)
      const envoi = recu?.valeur
      if (!envoi?.fichier)
        return refaire('Aucun fichier n’a été choisi. Choisissez le document à déposer.', envoi?.champs)
      const { nom, typeMime, contenu } = envoi.fichier
      const fichier = { nom, typeMime, taille: contenu.length, sha256: await fichiers.garder(contenu) }
      const intitule = (envoi.champs['intitule'] ?? '').trim()
      const issue = await deposerDocument(base, acteurDe(requete), id, intitule, fichier, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Document déposé.')
        return versPage(reponse, `/groupes/${id}#documents`)
      }
      if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
      return afficher(requete, reponse, id, enRetour(expliquer(issue.refus)))
    },
  )
  app.post<Adresse>(
    '/groupes/documents/:id/retirer',
    { config: { droit: litLesGroupes } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(z.object({ version }), requete.body)
      const lue = lu.ok ? lu.valeurs.version : -1
      const issue = await retirerDocument(base, acteurDe(requete), id, lue, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Document retiré de la liste.')
        return versPage(reponse, `/groupes/${issue.valeur.groupeId}#documents`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce document')
      services.annoncer(reponse, expliquer(issue.refus).phrase)
      return versPage(reponse, '/groupes')
    },
  )
}
