import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Droit } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import { acteurDe, type Saisies, versPage } from '../http/contexte.ts'
import { numeroDePage, saisie } from '../http/formulaire.ts'
import type { Services } from '../http/services.ts'
import { pageImport } from './apercu.page.tsx'
import { deposer } from './deposer.ts'
import { ecrireRefusees, ecrireTableau, FORMATS, type Format } from './fichiers.ts'
import type { GenreImport } from './genre.ts'
import { confirmer, PERIME } from './importer.ts'
import { pageDepot, pageImports } from './imports.page.tsx'
import { findDernierImport, findImport, listImports, listLignes } from './imports.queries.ts'
import { abandonner } from './imports.repository.ts'
import { recevoirTableau } from './recevoir.ts'
import { envoiDes } from './taches.ts'

type Adresse = { Params: { id: string } }

const PAR_PAGE = 50
const DERNIERS = 10
const REFUSEES_MAX = 50_000
const ETATS = ['refusee', 'nouvelle', 'changee', 'inchangee'] as const

/** The list of what may be imported, and the pages of every kind. */
export function importsRoutes(
  app: FastifyInstance,
  services: Services,
  genres: readonly GenreImport[],
): void {
  const importe: Droit = {
    nom: 'personne qui importe pour son organisme',
    autorise: (acteur) => genres.some(({ droit }) => droit.autorise(acteur)),
  }
  app.get('/imports', { config: { droit: importe, exemple: '/imports' } }, async (requete, reponse) => {
    const acteur = acteurDe(requete)
    const { cadre } = await services.lire(requete, async () => null)
    return services.page(
      requete,
      reponse,
      cadre,
      pageImports(
        genres.filter(({ droit }) => droit.autorise(acteur)),
        acteur,
      ),
    )
  })
  for (const genre of genres) {
    depotRoutes(app, services, genre)
    apercuRoutes(app, services, genre)
  }
}

/** Where a file of one kind is given, and the files that leave: template, export. */
function depotRoutes(app: FastifyInstance, services: Services, genre: GenreImport): void {
  const { base } = services
  const adresse = `/imports/${genre.cle}`
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, faute?: string) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => listImports(tx, genre, DERNIERS))
    return services.page(
      requete,
      reponse,
      cadre,
      pageDepot({
        genre,
        imports: donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        ...(faute && { faute }),
      }),
    )
  }
  app.get(adresse, { config: { droit: genre.droit, exemple: adresse } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post(adresse, { config: { droit: genre.droit } }, async (requete, reponse) => {
    const recu = await recevoirTableau(requete)
    if (!recu.ok) return afficher(requete, reponse, recu.refus)
    const acteur = acteurDe(requete)
    const envoyer = envoiDes(services, acteur, genre)
    const issue = await deposer(base, acteur, genre, recu.valeur, requete.maintenant, envoyer)
    if (!issue.ok) return services.introuvable(requete, reponse, 'Cet import')
    return versPage(reponse, `${adresse}/${issue.valeur.id}`)
  })
  const envoyerFichier = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    nom: string,
    lignes: Parameters<typeof ecrireTableau>[1],
  ) => {
    const format: Format = saisie(requete.query as Saisies, 'format') === 'xlsx' ? 'xlsx' : 'csv'
    return reponse
      .type(FORMATS[format])
      .header('content-disposition', `attachment; filename="${nom}.${format}"`)
      .send(await ecrireTableau(genre, lignes, format))
  }
  app.get(
    `${adresse}/modele`,
    { config: { droit: genre.droit, exemple: `${adresse}/modele?format=xlsx` } },
    (requete, reponse) => envoyerFichier(requete, reponse, `${genre.cle}-modele`, genre.exemples),
  )
  app.get(
    `${adresse}/export`,
    { config: { droit: genre.droit, exemple: `${adresse}/export?format=csv` } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const lignes = await base.enTantQue(acteur, (tx) => genre.lister(tx, acteur))
      return envoyerFichier(requete, reponse, genre.cle, lignes)
    },
  )
}

/** What a file would do, its confirmation, its progress and its result. */
function apercuRoutes(app: FastifyInstance, services: Services, genre: GenreImport): void {
  const { base } = services
  const adresse = `/imports/${genre.cle}/:id`
  const exemple = (suite: string) => async (tx: Parameters<typeof findDernierImport>[0]) => {
    const dernier = await findDernierImport(tx, genre)
    return dernier ? `/imports/${genre.cle}/${dernier.id}${suite}` : null
  }
  const afficher = async (
    requete: FastifyRequest<Adresse>,
    reponse: FastifyReply,
    etat: { readonly alerte?: string; readonly statut?: number } = {},
  ) => {
    const { id } = requete.params
    const query = requete.query as Saisies
    const page = numeroDePage(saisie(query, 'page'))
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const lu = estId(id) ? await findImport(tx, genre, id) : undefined
      if (!lu) return null
      const { refusees, nouvelles, changees, inchangees } = lu
      const comptes = { refusee: refusees, nouvelle: nouvelles, changee: changees, inchangee: inchangees }
      const demande = ETATS.find((cle) => cle === saisie(query, 'lignes'))
      const premier = ETATS.find((cle) => comptes[cle] > 0) ?? 'nouvelle'
      const montre = lu.etat === 'fait' ? 'refusee' : (demande ?? premier)
      return { lu, montre, lignes: await listLignes(tx, lu.id, montre, PAR_PAGE, (page - 1) * PAR_PAGE) }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Cet import')
    return services.page(
      requete,
      reponse,
      cadre,
      pageImport({ genre, ...donnees, page, parPage: PAR_PAGE, acteur: acteurDe(requete), ...etat }),
    )
  }

  app.get<Adresse>(adresse, { config: { droit: genre.droit, exemple: exemple('') } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.get<Adresse>(
    `${adresse}/refusees.csv`,
    { config: { droit: genre.droit, exemple: exemple('/refusees.csv') } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lignes = await base.enTantQue(acteurDe(requete), async (tx) => {
        const lu = estId(id) ? await findImport(tx, genre, id) : undefined
        return lu ? listLignes(tx, lu.id, 'refusee', REFUSEES_MAX) : null
      })
      if (!lignes) return services.introuvable(requete, reponse, 'Cet import')
      return reponse
        .type(FORMATS.csv)
        .header('content-disposition', `attachment; filename="${genre.cle}-lignes-refusees.csv"`)
        .send(ecrireRefusees(genre, lignes))
    },
  )
  app.post<Adresse>(`${adresse}/confirmer`, { config: { droit: genre.droit } }, async (requete, reponse) => {
    const { id } = requete.params
    const acteur = acteurDe(requete)
    const empreinte = saisie(requete.body as Saisies, 'empreinte') ?? ''
    const envoyer = envoiDes(services, acteur, genre)
    const issue = estId(id)
      ? await confirmer(base, acteur, genre, id, empreinte, requete.maintenant, envoyer)
      : null
    if (!issue || (!issue.ok && issue.refus.code === 'introuvable'))
      return services.introuvable(requete, reponse, 'Cet import')
    if (issue.ok) return versPage(reponse, `/imports/${genre.cle}/${id}`)
    const rien = issue.refus.code === 'rien-a-ecrire'
    return afficher(requete, reponse, {
      alerte: rien ? 'Aucune ligne n’est à écrire : rien n’a changé.' : PERIME,
      statut: 409,
    })
  })
  app.post<Adresse>(`${adresse}/abandonner`, { config: { droit: genre.droit } }, async (requete, reponse) => {
    const { id } = requete.params
    const abandonne =
      estId(id) &&
      (await base.enTantQue(acteurDe(requete), (tx) => abandonner(tx, genre, id, requete.maintenant)))
    services.annoncer(
      reponse,
      abandonne
        ? 'Import abandonné : rien n’a été écrit, le fichier est oublié.'
        : 'Cet import n’attendait plus de confirmation.',
    )
    return versPage(reponse, `/imports/${genre.cle}`)
  })
}
