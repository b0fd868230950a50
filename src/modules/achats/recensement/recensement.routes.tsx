import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { type Jour, jourDe, lireJour } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { type EmployeurLu, findEmployeur } from '../consultation/employeurs.queries.ts'
import { unLien } from '../consultation/exemple-lien.ts'
import { pageSansReponse } from '../consultation/lien.page.tsx'
import { recevoirEnvoi } from '../consultation/recevoir-envoi.routes.ts'
import { ouvrirLien, PERSONNE_DU_LIEN } from '../consultation/repondre.ts'
import { agitPourSonMembre, litLesAchats, sertCetEmployeur } from '../domain/droits.ts'
import { assureDesAgents } from '../domain/operation.ts'
import { consultationOuverte } from '../domain/reponse.ts'
import { unEmployeur } from '../exemples.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { type Depot, deposerRecensement } from './deposer.ts'
import { pageRecensement } from './recensement.page.tsx'
import { findRecensements } from './recensement.queries.ts'
import { COLONNES_COURTES, enRangees } from './saisie-courte.ts'
import { type Verification, verifierFichier, verifierSaisie } from './verifier.ts'

type AdresseLien = { Params: { jeton: string; employeur: string } }
type AdresseCentre = { Params: { id: string } }
type Contexte = { readonly operation: OperationLue; readonly employeur: EmployeurLu }

/** The census of an employer, sent through its link or by its centre. Rows are judged before the transaction opens. */
export function recensementRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services

  /** Reads what was sent and judges it; a sentence when there is nothing to judge. */
  const verifier = async (
    requete: FastifyRequest,
    { employeur }: Contexte,
    source: Depot['source'],
  ): Promise<
    (Pick<Depot, 'source' | 'nom' | 'au' | 'saisies'> & { readonly verification: Verification }) | string
  > => {
    const { champs, fichier } = await recevoirEnvoi(requete)
    const au = lireJour(String(champs['au'] ?? ''))
    if (!au) return 'Indiquez à quel jour les agents sont recensés, comme 31/12/2026.'
    if (au > jourDe(requete.maintenant))
      return 'Ce jour n’est pas encore passé : recensez une situation connue.'
    if (au < PREMIER_JOUR)
      return 'Le recensement est trop ancien : les valeurs légales de ce jour ne sont pas enregistrées.'
    if (source === 'fichier') {
      if (!fichier)
        return 'Aucun fichier n’a été choisi. Choisissez un fichier CSV ou XLSX, puis recommencez.'
      const verification = await verifierFichier(fichier.contenu, employeur, au)
      return { source, nom: fichier.nom, au, saisies: {}, verification }
    }
    const saisies = textesDe(champs)
    const verification = verifierSaisie(enRangees(saisies, employeur.siret ?? ''), employeur, au)
    return { source, nom: 'saisie en ligne', au, saisies, verification }
  }
  const annoncer = (reponse: FastifyReply, issue: Awaited<ReturnType<typeof deposerRecensement>>) => {
    if (issue.ok && issue.valeur.scelle)
      services.annoncer(
        reponse,
        `Recensement enregistré, version ${issue.valeur.numero} : ${compte(issue.valeur.agents, 'agent')}.`,
      )
  }

  // Through the link.
  const ouvrir = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { jeton, employeur: id }: AdresseLien['Params'],
  ) => {
    const lien = await ouvrirLien(base, secret, jeton, requete.maintenant)
    const ouverte =
      typeof lien === 'string' ? null : consultationOuverte(lien.operation, jourDe(requete.maintenant))
    if (typeof lien === 'string' || !ouverte?.ok) {
      services.pageSimple(
        requete,
        reponse,
        pageSansReponse(typeof lien === 'string' ? lien : ouverte!.ok === false ? ouverte!.refus : 'faux'),
      )
      return null
    }
    const employeur = lien.employeurs.find((e) => e.id === id)
    if (employeur && assureDesAgents(lien.operation.objet)) return { ...lien, employeur }
    await services.introuvable(requete, reponse, 'Ce recensement')
    return null
  }
  const afficherParLien = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    adresse: AdresseLien['Params'],
    retour: { readonly alerte?: string; readonly statut?: number } = {},
  ) => {
    const ouvert = await ouvrir(requete, reponse, adresse)
    if (!ouvert) return reponse
    const racine = `/achats/repondre/${adresse.jeton}/${adresse.employeur}`
    const lus = await base.enTantQueSysteme('recensement par le lien', ouvert.cooperationId, (tx) =>
      findRecensements(tx, ouvert.employeur.id),
    )
    return services.pageSimple(
      requete,
      reponse,
      pageRecensement({
        ...ouvert,
        ...lus,
        aujourdhui: jourDe(requete.maintenant),
        adresse: `${racine}/recensement`,
        retour: { libelle: ouvert.employeur.nom, href: racine },
        depose: true,
        ...retour,
      }),
    )
  }
  app.get<AdresseLien>(
    '/achats/repondre/:jeton/:employeur/recensement',
    {
      config: {
        droit: ouvertATous,
        exemple: (tx) => unLien(tx, secret, services.maintenant(), '/recensement'),
      },
    },
    (requete, reponse) => afficherParLien(requete, reponse, requete.params),
  )
  for (const [suite, source] of [
    ['', 'fichier'],
    ['/saisie', 'formulaire'],
  ] as const)
    app.post<AdresseLien>(
      `/achats/repondre/:jeton/:employeur/recensement${suite}`,
      { config: { droit: ouvertATous } },
      async (requete, reponse) => {
        const ouvert = await ouvrir(requete, reponse, requete.params)
        if (!ouvert) return reponse
        const lu = await verifier(requete, ouvert, source)
        if (typeof lu === 'string')
          return afficherParLien(requete, reponse, requete.params, { alerte: lu, statut: 422 })
        const { cooperationId, employeur } = ouvert
        const par = {
          cooperationId,
          organismeId: employeur.organismeId,
          personneId: PERSONNE_DU_LIEN,
          nom: 'Lien personnel',
          libelle: employeur.nom,
        }
        const issue = await base.enTantQueSysteme('recensement par le lien', cooperationId, (tx) =>
          deposerRecensement(
            tx,
            { ...ouvert, ...lu, par, porte: 'lien' },
            lu.verification,
            requete.maintenant,
          ),
        )
        annoncer(reponse, issue)
        return issue.ok && !issue.valeur.scelle
          ? afficherParLien(requete, reponse, requete.params, { statut: 422 })
          : versPage(
              reponse,
              `/achats/repondre/${requete.params.jeton}/${requete.params.employeur}/recensement`,
            )
      },
    )

  // By the centre that serves the employer, also once the consultation is closed.
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: { readonly alerte?: string; readonly statut?: number } = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const employeur = await findEmployeur(tx, id)
      const operation = employeur && (await findOperation(tx, employeur.operationId))
      return employeur && operation && { employeur, operation, ...(await findRecensements(tx, id)) }
    })
    if (!donnees || !assureDesAgents(donnees.operation.objet))
      return services.introuvable(requete, reponse, 'Ce recensement')
    const page = pageRecensement({
      ...donnees,
      aujourdhui: jourDe(requete.maintenant),
      adresse: `/achats/employeurs/${id}/recensement`,
      retour: { libelle: donnees.employeur.nom, href: `/achats/employeurs/${id}` },
      depose: sertCetEmployeur(acteur, donnees.employeur) && recoitDesAgents(donnees.operation),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<AdresseCentre>(
    '/achats/employeurs/:id/recensement',
    { config: { droit: litLesAchats, exemple: unEmployeur('/recensement') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  for (const [suite, source] of [
    ['', 'fichier'],
    ['/saisie', 'formulaire'],
  ] as const)
    app.post<AdresseCentre>(
      `/achats/employeurs/:id/recensement${suite}`,
      { config: { droit: agitPourSonMembre } },
      async (requete, reponse) => {
        const { id } = requete.params
        const acteur = acteurDe(requete)
        const contexte = await base.enTantQue(acteur, async (tx) => {
          const employeur = await findEmployeur(tx, id)
          const operation = employeur && (await findOperation(tx, employeur.operationId))
          return employeur && operation && { employeur, operation }
        })
        if (!contexte || !assureDesAgents(contexte.operation.objet))
          return services.introuvable(requete, reponse, 'Ce recensement')
        if (!sertCetEmployeur(acteur, contexte.employeur))
          return afficher(requete, reponse, id, {
            alerte:
              'Cet employeur est servi par un autre Centre de gestion : lui seul envoie son recensement.',
            statut: 403,
          })
        if (!recoitDesAgents(contexte.operation))
          return afficher(requete, reponse, id, {
            alerte: 'Cet achat ne reçoit plus, ou pas encore, de recensement.',
            statut: 409,
          })
        const lu = await verifier(requete, contexte, source)
        if (typeof lu === 'string') return afficher(requete, reponse, id, { alerte: lu, statut: 422 })
        const issue = await base.enTantQue(acteur, (tx) =>
          deposerRecensement(
            tx,
            { ...contexte, ...lu, par: acteur, porte: 'centre' },
            lu.verification,
            requete.maintenant,
          ),
        )
        annoncer(reponse, issue)
        return issue.ok && !issue.valeur.scelle
          ? afficher(requete, reponse, id, { statut: 422 })
          : versPage(reponse, `/achats/employeurs/${id}/recensement`)
      },
    )
}

/** First day whose legal values the rules of a census know. */
const PREMIER_JOUR: Jour = '2024-01-01'

/** Late joiners come until the contract ends. */
const recoitDesAgents = ({ etat }: OperationLue): boolean =>
  etat !== 'preparation' && etat !== 'close' && etat !== 'abandonnee'

const textesDe = (champs: Saisies): Record<string, string> =>
  Object.fromEntries(
    Object.entries(champs).flatMap(([nom, valeur]) =>
      typeof valeur === 'string' && (nom === 'au' || COLONNES_COURTES.some((c) => nom.startsWith(`${c}-`)))
        ? [[nom, valeur.slice(0, 40)]]
        : [],
    ),
  )
