import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estId } from '#shared/ids.ts'
import { litLesPublications, publie } from '../domain/droits.ts'
import {
  estGenre,
  estPublic,
  etatDePublication,
  type GenrePublie,
  LIBELLES_GENRE,
} from '../domain/portail.ts'
import { pageHistorique } from './historique.page.tsx'
import { findReglages, listPubliables, listTraces } from './publiables.queries.ts'
import { pagePublications } from './publications.page.tsx'
import { publierOuRetirer } from './publier.ts'
import { pageRetrait } from './retrait.page.tsx'

type Adresse = { Params: { genre: string; id: string } }

const FormulaireChoix = z.object({
  version: z.coerce.number().int(),
  motif: z.string().trim().max(1000, 'Le motif tient en 1 000 caractères.').default(''),
})

const PHRASES = {
  interdit: 'Seule la coordination publie et retire.',
  'page-perimee': PAGE_PERIMEE,
  brouillon: 'Un projet ne se publie pas : il deviendra publiable une fois décidé, signé ou retenu.',
  'deja-public': 'C’est déjà public.',
  'deja-prive': 'Ce n’est pas public : il n’y a rien à retirer.',
  'motif-manquant': 'Dites pourquoi : ce qui a été public a été lu.',
} as const

const unPublic = async (tx: Tx): Promise<string | null> => {
  const publique = (await listPubliables(tx, 'action')).find((chose) => estPublic(etatDePublication(chose)))
  return publique ? `/portail/publications/action/${publique.id}/retirer` : null
}

/** What is public, chosen one by one, and the trace of each choice. */
export function publicationsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    genre: GenrePublie,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      reglages: await findReglages(tx),
      choses: await listPubliables(tx, genre),
    }))
    const page = pagePublications({ ...donnees, genre, acteur: acteurDe(requete), ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get('/portail', { config: { droit: litLesPublications, exemple: '/portail' } }, (requete, reponse) => {
    const genre = saisie(requete.query as Saisies, 'genre') ?? 'action'
    return afficher(requete, reponse, estGenre(genre) ? genre : 'action')
  })
  app.get(
    '/portail/historique',
    { config: { droit: litLesPublications, exemple: '/portail/historique' } },
    async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, listTraces)
      return services.page(requete, reponse, cadre, pageHistorique(donnees, acteurDe(requete)))
    },
  )

  const afficherRetrait = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { genre, id }: Adresse['Params'],
    retour: RetourDeFormulaire = {},
  ) => {
    if (!estGenre(genre) || !estId(id)) return services.introuvable(requete, reponse, 'Cette publication')
    const { cadre, donnees } = await services.lire(requete, (tx) => listPubliables(tx, genre, id))
    const [chose] = donnees
    if (!chose) return services.introuvable(requete, reponse, 'Cette publication')
    return services.page(requete, reponse, cadre, pageRetrait({ chose, ...retour }))
  }
  app.get<Adresse>(
    '/portail/publications/:genre/:id/retirer',
    { config: { droit: publie, exemple: unPublic } },
    (requete, reponse) => afficherRetrait(requete, reponse, requete.params),
  )
  for (const geste of ['publier', 'retirer'] as const)
    app.post<Adresse>(
      `/portail/publications/:genre/:id/${geste}`,
      { config: { droit: publie } },
      async (requete, reponse) => {
        const { genre, id } = requete.params
        if (!estGenre(genre)) return services.introuvable(requete, reponse, 'Cette publication')
        const saisies = requete.body as Saisies
        const revenir = (retour: RetourDeFormulaire) =>
          geste === 'retirer'
            ? afficherRetrait(requete, reponse, requete.params, { saisies, ...retour })
            : afficher(requete, reponse, genre, retour)
        const lu = lireFormulaire(FormulaireChoix, requete.body)
        if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
        const issue = await publierOuRetirer(
          base,
          acteurDe(requete),
          genre,
          id,
          geste,
          lu.valeurs,
          requete.maintenant,
        )
        if (issue.ok) {
          services.annoncer(
            reponse,
            geste === 'publier'
              ? `Publié : ${LIBELLES_GENRE[genre].un} « ${issue.valeur.titre} ».`
              : `Retiré du portail : « ${issue.valeur.titre} ».`,
          )
          return versPage(reponse, `/portail?genre=${genre}`)
        }
        const { code } = issue.refus
        if (code === 'introuvable') return services.introuvable(requete, reponse, 'Cette publication')
        if (code === 'motif-manquant')
          return revenir({ fautes: [{ champ: 'motif', message: PHRASES[code] }], statut: 422 })
        return revenir({ alerte: PHRASES[code], statut: code === 'interdit' ? 403 : 409 })
      },
    )
}
