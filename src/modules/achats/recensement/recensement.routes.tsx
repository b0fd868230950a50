import { setTimeout as attendre } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
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
import { type Depot, deposerRecensement, garderBrouillon } from './deposer.ts'
import { envoyerRecensement, type Lu, OCTETS_SANS_ENVOI } from './envoi.ts'
import { ouvrirLecteur } from './lecteur.ts'
import { pageRecensement } from './recensement.page.tsx'
import { findRecensements } from './recensement.queries.ts'
import { enRangees, textesDe } from './saisie-courte.ts'
import { aEcrire, verifierFichier, verifierSaisie } from './verifier.ts'

type AdresseLien = { Params: { jeton: string; employeur: string } }
type AdresseCentre = { Params: { id: string } }
type Contexte = { readonly operation: OperationLue; readonly employeur: EmployeurLu }

/** The census of an employer, sent through its link or by its centre. Rows are judged before the transaction opens; a long file is kept first. */
export function recensementRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services
  const lecteur = ouvrirLecteur()
  app.addHook('onClose', lecteur.fermer)

  /** Reads what was sent, judges it and seals it, or keeps why it is refused; a sentence when there is nothing to judge. */
  const recevoir = async (
    requete: FastifyRequest,
    contexte: Contexte,
    source: Depot['source'],
    { par, porte }: Pick<Depot, 'par' | 'porte'>,
  ): Promise<Lu | 'en-cours' | string> => {
    const { champs, fichier } = await recevoirEnvoi(requete)
    const au = lireJour(String(champs['au'] ?? ''))
    const jour = jourDe(requete.maintenant)
    const saisies = source === 'formulaire' ? textesDe(champs) : {}
    const faute = !au
      ? 'Indiquez à quel jour les agents sont recensés, comme 31/12/2026.'
      : au > jour
        ? 'Ce jour n’est pas encore passé : recensez une situation connue.'
        : au < PREMIER_JOUR
          ? 'Le recensement est trop ancien : les valeurs légales de ce jour ne sont pas enregistrées.'
          : source === 'fichier' && !fichier
            ? 'Aucun fichier n’a été choisi. Choisissez un fichier CSV ou XLSX, puis recommencez.'
            : null
    const auNomDe = <T,>(travail: (tx: Tx) => Promise<T>) =>
      porte === 'centre'
        ? base.enTantQue(par, travail)
        : base.enTantQueSysteme('recensement par le lien', par.cooperationId, travail)
    if (faute !== null || !au) {
      // What was typed is kept, even without a date.
      if (source === 'formulaire')
        await auNomDe((tx) =>
          garderBrouillon(tx, par.cooperationId, contexte.employeur, saisies, requete.maintenant),
        )
      return faute ?? ''
    }
    const depot = { ...contexte, par, porte, au, source, saisies }
    if (source === 'fichier' && fichier!.contenu.length > OCTETS_SANS_ENVOI) {
      const { lecture, gardee } = await envoyerRecensement(
        { ...services, lecteur },
        { ...depot, nom: fichier!.nom },
        fichier!.contenu,
      )
      const fini = new AbortController()
      const patience = attendre(PATIENCE_MS, 'en-cours' as const, { signal: fini.signal }).then(
        async (issue) => {
          await gardee()
          return issue
        },
        () => lecture,
      )
      return Promise.race([lecture, patience]).finally(() => fini.abort())
    }
    const verification =
      source === 'fichier'
        ? await verifierFichier(fichier!.contenu, contexte.employeur, au)
        : verifierSaisie(
            enRangees(saisies, contexte.employeur.siret ?? saisies['siret'] ?? ''),
            contexte.employeur,
            au,
          )
    const nom = source === 'fichier' ? fichier!.nom : 'saisie en ligne'
    return auNomDe((tx) =>
      deposerRecensement(tx, { ...depot, nom }, aEcrire(verification), requete.maintenant),
    )
  }
  const gardee = (requete: FastifyRequest, reponse: FastifyReply, adresse: string) => {
    if (requete.headers.accept === 'application/json') return reponse.code(204).send()
    services.annoncer(reponse, 'Ce que vous avez tapé est gardé. Reprenez quand vous voulez, sur cette page.')
    return versPage(reponse, adresse)
  }
  /** Sends to the page, which shows the version, or the file being read; shows at once what is to be corrected. */
  const conclure = (
    reponse: FastifyReply,
    issue: Lu | 'en-cours',
    adresse: string,
    montrer: (statut: number) => unknown,
  ) => {
    if (issue !== null && issue !== 'en-cours' && issue.ok) {
      if (!issue.valeur.scelle) return montrer(422)
      services.annoncer(
        reponse,
        `Recensement enregistré, version ${issue.valeur.numero} : ${compte(issue.valeur.agents, 'agent')}.`,
      )
    }
    return versPage(reponse, adresse)
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
        const { cooperationId, employeur } = ouvert
        const par = {
          cooperationId,
          organismeId: employeur.organismeId,
          personneId: PERSONNE_DU_LIEN,
          nom: 'Lien personnel',
          libelle: employeur.nom,
        }
        const lu = await recevoir(requete, ouvert, source, { par, porte: 'lien' })
        return typeof lu === 'string' && lu !== 'en-cours'
          ? afficherParLien(requete, reponse, requete.params, { alerte: lu, statut: 422 })
          : conclure(reponse, lu as Lu | 'en-cours', adresseDuLien(requete.params), (statut) =>
              afficherParLien(requete, reponse, requete.params, { statut }),
            )
      },
    )
  app.post<AdresseLien>(
    '/achats/repondre/:jeton/:employeur/recensement/brouillon',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const ouvert = await ouvrir(requete, reponse, requete.params)
      if (!ouvert) return reponse
      const saisies = textesDe((await recevoirEnvoi(requete)).champs)
      await base.enTantQueSysteme('brouillon d’un recensement', ouvert.cooperationId, (tx) =>
        garderBrouillon(tx, ouvert.cooperationId, ouvert.employeur, saisies, requete.maintenant),
      )
      return gardee(requete, reponse, adresseDuLien(requete.params))
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
        const { cooperationId, organismeId, personneId, nom, libelle } = acteur
        const par = { cooperationId, organismeId, personneId, nom, libelle }
        const lu = await recevoir(requete, contexte, source, { par, porte: 'centre' })
        return typeof lu === 'string' && lu !== 'en-cours'
          ? afficher(requete, reponse, id, { alerte: lu, statut: 422 })
          : conclure(reponse, lu as Lu | 'en-cours', `/achats/employeurs/${id}/recensement`, (statut) =>
              afficher(requete, reponse, id, { statut }),
            )
      },
    )
  app.post<AdresseCentre>(
    '/achats/employeurs/:id/recensement/brouillon',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const acteur = acteurDe(requete)
      const saisies = textesDe((await recevoirEnvoi(requete)).champs)
      const garde = await base.enTantQue(acteur, async (tx) => {
        const employeur = await findEmployeur(tx, id)
        if (!employeur || !sertCetEmployeur(acteur, employeur)) return false
        await garderBrouillon(tx, acteur.cooperationId, employeur, saisies, requete.maintenant)
        return true
      })
      if (!garde) return services.introuvable(requete, reponse, 'Ce recensement')
      return gardee(requete, reponse, `/achats/employeurs/${id}/recensement`)
    },
  )
}

/** How long a sender waits for the end of the reading before the page shows how far it is. */
const PATIENCE_MS = 2_000

const adresseDuLien = ({ jeton, employeur }: AdresseLien['Params']): string =>
  `/achats/repondre/${jeton}/${employeur}/recensement`

/** First day whose legal values the rules of a census know. */
const PREMIER_JOUR: Jour = '2024-01-01'

/** Late joiners come until the contract ends. */
const recoitDesAgents = ({ etat }: OperationLue): boolean =>
  etat !== 'preparation' && etat !== 'close' && etat !== 'abandonnee'
