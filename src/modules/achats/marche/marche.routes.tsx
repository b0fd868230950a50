import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  choisi,
  cle,
  heureDemandee,
  jourDemande,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { instantParis } from '#shared/dates.ts'
import type { Result } from '#shared/result.ts'
import type { Populations } from '../analyse/population.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { uneOperationAuMarche } from '../exemples.ts'
import type { RefusMarche } from './conduire-marche.ts'
import { SchemaFiche, SchemaLot } from './fiche.ts'
import { offresRoutes } from './offres.routes.ts'
import { retoursDuMarche } from './retours.routes.ts'
import { ecrireLot, retirerLot } from './tenir-lots.ts'
import { ouvrirPlis, preparerMarche, publierMarche, reporterLimite } from './tenir-marche.ts'
import { declarerIrreguliere } from './tenir-offres.ts'
import { poserQuestion, repondreAQuestion } from './tenir-questions.ts'

type Adresse = { Params: { id: string } }
type AdresseDeux = { Params: { id: string; objet: string } }

const SchemaVersion = z.object({ version })
const SchemaReport = z
  .object({ limiteJour: jourDemande('Indiquez le nouveau jour.'), limiteHeure: heureDemandee, version })
  .transform((lu) => ({ ...lu, limite: instantParis(lu.limiteJour, lu.limiteHeure) }))
const SchemaQuestion = z.object({
  texte: texteDemande(3, 4000, 'Écrivez la question (3 caractères au moins).'),
  cle,
})
const SchemaReponse = z.object({
  reponse: texteDemande(3, 8000, 'Écrivez la réponse (3 caractères au moins).'),
  version,
})
const SchemaMotif = z.object({ offre: choisi('Choisissez l’offre.'), motif: texteLibre(1000) })

/** The consultation of insurers, led by one member, read by all. */
export function marcheRoutes(app: FastifyInstance, services: Services, populations: Populations): void {
  const { base } = services
  const retours = retoursDuMarche(services, populations)
  const { afficher, conclure } = retours

  /** A form of the page: read, done, and back to the page with what was typed when it is refused. */
  const poster = <S extends z.ZodType>(
    chemin: string,
    schema: S,
    formulaire: string | ((params: AdresseDeux['Params']) => string),
    annonce: string,
    faire: (
      requete: FastifyRequest<AdresseDeux>,
      valeurs: z.output<S>,
    ) => Promise<Result<unknown, RefusMarche>>,
  ) =>
    app.post<AdresseDeux>(chemin, { config: { droit: agitPourSonMembre } }, async (requete, reponse) => {
      const { params } = requete
      const nom = typeof formulaire === 'string' ? formulaire : formulaire(params)
      const lu = lireFormulaire(schema, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, params.id, {
          formulaire: nom,
          fautes: lu.fautes,
          saisies: requete.body as Saisies,
          statut: 422,
        })
      return conclure(requete, reponse, await faire(requete, lu.valeurs), annonce, nom)
    })

  app.get<Adresse>(
    '/achats/:id/marche',
    { config: { droit: litLesAchats, exemple: uneOperationAuMarche('/marche') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  poster(
    '/achats/:id/marche',
    SchemaFiche,
    'fiche',
    'Fiche du marché enregistrée.',
    (r, { version: v, ...fiche }) => preparerMarche(base, acteurDe(r), r.params.id, v, fiche, r.maintenant),
  )
  poster('/achats/:id/marche/lots', SchemaLot, 'lot', 'Lot enregistré.', (r, { min, max, ...lot }) =>
    ecrireLot(base, acteurDe(r), r.params.id, { ...lot, agentsMin: min, agentsMax: max }, r.maintenant),
  )
  poster('/achats/:id/marche/lots/:objet/retirer', z.object({}), '', 'Lot retiré.', (r) =>
    retirerLot(base, acteurDe(r), r.params.id, r.params.objet, r.maintenant),
  )
  poster(
    '/achats/:id/marche/publier',
    SchemaVersion,
    '',
    'Marché publié : critères, niveaux et lots sont figés.',
    (r, { version: v }) => publierMarche(base, acteurDe(r), r.params.id, v, r.maintenant),
  )
  poster(
    '/achats/:id/marche/reporter',
    SchemaReport,
    'reporter',
    'Date limite reportée.',
    (r, { version: v, limite }) => reporterLimite(base, acteurDe(r), r.params.id, v, limite, r.maintenant),
  )
  poster('/achats/:id/marche/ouvrir', SchemaVersion, '', 'Plis ouverts.', (r, { version: v }) =>
    ouvrirPlis(base, acteurDe(r), r.params.id, v, r.maintenant),
  )
  poster(
    '/achats/:id/marche/questions',
    SchemaQuestion,
    'question',
    'Question enregistrée.',
    (r, { texte, cle: envoi }) => poserQuestion(base, acteurDe(r), r.params.id, texte, envoi, r.maintenant),
  )
  poster(
    '/achats/:id/marche/questions/:objet',
    SchemaReponse,
    ({ objet }) => `q-${objet}`,
    'Réponse publiée à tous les candidats.',
    (r, valeurs) =>
      repondreAQuestion(base, acteurDe(r), r.params.id, { id: r.params.objet, ...valeurs }, r.maintenant),
  )
  poster(
    '/achats/:id/marche/irreguliere',
    SchemaMotif,
    'irreguliere',
    'Situation de l’offre enregistrée.',
    (r, { offre, motif }) => declarerIrreguliere(base, acteurDe(r), r.params.id, offre, motif, r.maintenant),
  )
  offresRoutes(app, services, retours)
}
