import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cle as champCle } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ajouterJours, ajouterMois, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import { uneOperationEngagee } from '../adhesion/exemples.ts'
import type { FicheDeContrat } from '../domain/contrat/contrat.ts'
import { agitPourSonMembre, conduit, litLesAchats } from '../domain/droits.ts'
import { lignesDe } from '../domain/operation.ts'
import { findContrat, listContrats, listVersions } from '../execution/contrats.queries.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { pageContrat, pageNouveauContrat } from './contrat.page.tsx'
import { unContrat } from './exemples.ts'
import { expliquerContrat } from './expliquer.ts'
import { ficheLue, SchemaAjout, SchemaContrat, SchemaReprise } from './saisie.ts'
import { ajouterContrat, changerDAssureur, corrigerContrat, type RefusContrat } from './tenir-contrats.ts'

type Adresse = { Params: { id: string } }
type Retour = RetourDeFormulaire & { readonly formulaire?: string }

/** Contracts: read by every member, written by the one that leads the purchase. */
export function contratsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const contrat = await findContrat(tx, id)
      const operation = contrat && (await findOperation(tx, contrat.operationId))
      return contrat && operation && { contrat, operation, versions: await listVersions(tx, id) }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Ce contrat')
    const page = pageContrat({
      ...donnees,
      mene: conduit(acteur, donnees.operation),
      aujourdhui: jourDe(requete.maintenant),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  const afficherNouveau = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const operation = await findOperation(tx, id)
      return operation && { operation, contrats: await listContrats(tx, id) }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const { operation, contrats } = donnees
    const numero = Math.max(0, ...contrats.map((c) => c.numero)) + 1
    const page = pageNouveauContrat({
      operation,
      fiche: ficheProposee(operation, numero),
      cle: nouvelId(),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }

  app.get<Adresse>(
    '/achats/contrats/:id',
    { config: { droit: litLesAchats, exemple: unContrat } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.get<Adresse>(
    '/achats/:id/contrats/nouveau',
    { config: { droit: agitPourSonMembre, exemple: uneOperationEngagee('/contrats/nouveau') } },
    (requete, reponse) => afficherNouveau(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/achats/:id/contrats',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const lu = lireFormulaire(SchemaAjout, requete.body)
      if (!lu.ok) return afficherNouveau(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await ajouterContrat(
        base,
        acteurDe(requete),
        id,
        ficheLue(lu.valeurs),
        lu.valeurs.motif,
        champCle.safeParse(saisies['cle']).data,
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable')
          return services.introuvable(requete, reponse, 'Cet achat groupé')
        return afficherNouveau(requete, reponse, id, { ...enRetour(issue.refus), saisies })
      }
      services.annoncer(reponse, 'Contrat enregistré.')
      return versPage(reponse, `/achats/contrats/${issue.valeur.id}`)
    },
  )

  const conclure = (
    requete: FastifyRequest<Adresse>,
    reponse: FastifyReply,
    issue: Result<{ readonly id: string }, RefusContrat>,
    formulaire: string,
    annonce: string,
  ) => {
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/achats/contrats/${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce contrat')
    // What was typed comes back; the version is that of the contract as it is now.
    const { version: _perimee, ...saisies } = (requete.body ?? {}) as Saisies
    return afficher(requete, reponse, requete.params.id, { ...enRetour(issue.refus), saisies, formulaire })
  }
  app.post<Adresse>(
    '/achats/contrats/:id',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(SchemaContrat, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, {
          formulaire: 'contrat',
          fautes: lu.fautes,
          saisies: (requete.body ?? {}) as Saisies,
          statut: 422,
        })
      const { version, motif } = lu.valeurs
      const fiche = ficheLue(lu.valeurs)
      const issue = await corrigerContrat(
        base,
        acteurDe(requete),
        id,
        version,
        fiche,
        motif,
        requete.maintenant,
      )
      return conclure(requete, reponse, issue, 'contrat', 'Contrat corrigé : l’ancien état est gardé.')
    },
  )
  app.post<Adresse>(
    '/achats/contrats/:id/assureur',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(SchemaReprise, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, {
          formulaire: 'reprise',
          fautes: lu.fautes,
          saisies: (requete.body ?? {}) as Saisies,
          statut: 422,
        })
      const { version, motif, ...suivant } = lu.valeurs
      const issue = await changerDAssureur(
        base,
        acteurDe(requete),
        id,
        version,
        suivant,
        motif,
        requete.maintenant,
      )
      return conclure(
        requete,
        reponse,
        issue,
        'reprise',
        'Lot confié au nouvel assureur : vérifiez ses taux et sa clause.',
      )
    },
  )
}

function enRetour(refus: RefusContrat): RetourDeFormulaire {
  const { champ, phrase, statut } = expliquerContrat(refus)
  return { statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) }
}

/** What is proposed for a new contract: six years from the first day of the purchase, the levels offered, each to be given its rate. */
function ficheProposee({ debutLe, niveaux }: OperationLue, numero: number): FicheDeContrat {
  const annee = Number(debutLe.slice(0, 4))
  return {
    numero,
    intitule: `Lot ${numero}`,
    assureur: '',
    du: debutLe,
    au: ajouterJours(ajouterMois(debutLe, 72), -1),
    gelAnnees: 2,
    plafond: 5_000,
    plafondBase: 'precedent',
    seuilSp: null,
    preavisMois: 6,
    fraisAgent: 0,
    reprise: 'aucune',
    garanties: '',
    tarifs: lignesDe(niveaux).map((niveau) => ({ niveau, annee, taux: 0 })),
  }
}
