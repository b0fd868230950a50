import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisiOuRien, jourFacultatif, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { compte } from '#shared/typographie.ts'
import { traite } from '../domain/droits.ts'
import { GENRES_DE_MODELE, type GenreDeModele } from '../domain/modele.ts'
import { lotDeDemandes } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { listModeles, modelesPour } from '../modeles/modeles.queries.ts'
import { ECRIRE, pageEcrire, pageResultat } from './ecrire.page.tsx'
import { type Choix, ecrireEnLot } from './ecrire.ts'
import { listDuLot } from './lot.queries.ts'
import { AU_PLUS } from './possible.ts'
import { retourDe } from './retour.ts'

/** Open days proposed to town halls for their answer. */
const QUESTION_JOURS = 5
const estGenre = (lu: string): lu is GenreDeModele => Object.hasOwn(GENRES_DE_MODELE, lu)

const CHOIX = /^([0-9a-f-]{36})\.(\d{1,9})\.([0-9a-f-]{36})$/
const lireChoix = (lus: readonly string[]): Choix[] =>
  lus.flatMap((lu) => {
    const [, id = '', version = '', cle = ''] = CHOIX.exec(lu) ?? []
    return estId(id) && estId(cle) ? [{ id, version: Number(version), cle }] : []
  })

const Schema = z.object({
  genre: z.enum(['repondre', 'demander', 'message']).catch('message'),
  texte: texteLibre(6000),
  relu: z
    .string()
    .default('')
    .transform((lu) => lu.replaceAll('\r\n', '\n').trim())
    .catch(''),
  avant: jourFacultatif,
  modele: choisiOuRien.catch(null),
})

/** The same words for several requests of the queue: proposed, previewed for each, sent. */
export function lotRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    demande: {
      readonly ids: readonly string[]
      readonly genre: GenreDeModele | null
      readonly modele: string | null
      readonly texte: string | null
      readonly retour: string
    },
    forme: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      demandes: await listDuLot(tx, demande.ids),
      modeles: await listModeles(tx),
    }))
    if (demande.ids.length > 0 && donnees.demandes.length === 0)
      return services.introuvable(requete, reponse, 'Cette demande')
    const choisi = donnees.modeles.find(({ id }) => id === demande.modele) ?? null
    const genre = choisi?.genre ?? demande.genre ?? 'message'
    // Words written for one kind of request are proposed when every request chosen is of that kind.
    const types = new Set(donnees.demandes.map(({ typeId }) => typeId))
    const page = pageEcrire({
      ...forme,
      acteur: acteurDe(requete),
      genre,
      demandes: donnees.demandes,
      texte: demande.texte ?? choisi?.texte ?? '',
      avant: ajouterJoursOuvres(jourDe(requete.maintenant), QUESTION_JOURS),
      modele: choisi?.id ?? null,
      modeles: modelesPour(donnees.modeles, genre, types.size === 1 ? [...types][0]! : null),
      retour: demande.retour,
    })
    return services.page(requete, reponse, cadre, page)
  }

  app.get(ECRIRE, { config: { droit: traite, exemple: lotDeDemandes(ECRIRE) } }, (requete, reponse) => {
    const lu = requete.query as Saisies
    const ids = choisies(lu, 'demande').filter(estId).slice(0, AU_PLUS)
    const quoi = saisie(lu, 'quoi') ?? ''
    return afficher(requete, reponse, {
      ids,
      genre: estGenre(quoi) ? quoi : null,
      modele: estId(quoi) ? quoi : null,
      texte: null,
      retour: retourDe(saisie(lu, 'retour')),
    })
  })

  app.post(ECRIRE, { config: { droit: traite } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const choix = lireChoix(choisies(saisies, 'choix')).slice(0, AU_PLUS)
    const retour = retourDe(saisie(saisies, 'retour'))
    const lu = lireFormulaire(Schema, saisies)
    const { genre, texte, relu, avant, modele } = lu.ok
      ? lu.valeurs
      : { genre: 'message' as const, texte: null, relu: '', avant: null, modele: null }
    const ids = choix.map(({ id }) => id)
    const refaire = (forme: RetourDeFormulaire) =>
      afficher(requete, reponse, { ids, genre, modele, texte, retour }, { saisies, ...forme })
    if (!lu.ok) return refaire({ fautes: lu.fautes, statut: 422 })
    if (texte === null || texte.length < 2) {
      const { champ, phrase } = expliquer({
        code: genre === 'demander' ? 'question-manquante' : 'texte-manquant',
      })
      return refaire({ fautes: [{ champ: champ ?? '', message: phrase }], statut: 422 })
    }
    if (genre === 'demander' && (avant === null || avant < jourDe(requete.maintenant))) {
      const { champ, phrase } = expliquer({ code: avant === null ? 'date-manquante' : 'date-passee' })
      return refaire({ fautes: [{ champ: champ ?? '', message: phrase }], statut: 422 })
    }
    // What leaves was read for each of them. One request alone is read in the field itself.
    if (saisie(saisies, 'faire') !== 'envoyer') return refaire({})
    if (choix.length > 1 && texte !== relu)
      return refaire({
        alerte: 'Le texte a changé : rien n’est parti. Relisez ci-dessous ce que chacune lira, puis envoyez.',
        statut: 409,
      })
    const resultats = await ecrireEnLot(
      services,
      acteurDe(requete),
      choix,
      { genre, texte, avant, modele },
      requete.maintenant,
    )
    if (resultats.length === 0 || resultats.some(({ refus }) => refus !== null)) {
      const { cadre } = await services.lire(requete, async () => null)
      return services.page(requete, reponse, cadre, pageResultat(genre, resultats, retour))
    }
    services.annoncer(
      reponse,
      `${compte(resultats.length, FAITS[genre][0], FAITS[genre][1])} : ${genre === 'demander' ? 'le temps court maintenant à la mairie.' : 'la mairie est prévenue.'}`,
    )
    return versPage(reponse, retour)
  })
}

const FAITS: Readonly<Record<GenreDeModele, readonly [string, string]>> = {
  repondre: ['réponse envoyée', 'réponses envoyées'],
  demander: ['question envoyée', 'questions envoyées'],
  message: ['message envoyé', 'messages envoyés'],
}
