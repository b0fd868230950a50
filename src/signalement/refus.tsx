import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { entetesDe, politique } from './cadre/entetes.ts'
import type { creerRendu } from './cadre/rendu.tsx'
import { RefusDuServeur } from './protocole/serveur.ts'

const TROP_GRAND = 'L’envoi dépasse la taille permise : retirez un fichier. Rien n’a été enregistré.'
const ILLISIBLE =
  'Le serveur n’a pas pu lire ce qui a été envoyé. Rien n’a été enregistré : rechargez la page, puis recommencez.'
const EN_PANNE =
  'Le serveur n’a pas pu répondre. Rien n’a été enregistré : réessayez, ou téléchargez votre dépôt chiffré.'
const ILLISIBLE_SANS_SCRIPT =
  'Le serveur n’a pas pu lire ce qui a été envoyé. Rien n’a été enregistré : revenez en arrière, votre texte y est encore, et envoyez-le de nouveau.'
const PANNE_SANS_SCRIPT =
  'Rien n’a été enregistré. Revenez en arrière et réessayez ; si cela continue, utilisez le téléphone.'
const ADRESSE =
  'Cette adresse est mal écrite ou incomplète : reprenez-la telle qu’on vous l’a donnée, ou partez de l’accueil.'

/** Headers that every answer holds, those too that are given before any route is chosen. */
export const poserEntetes = (reponse: FastifyReply, adresse: string): FastifyReply =>
  reponse.headers(entetesDe(adresse)).header('content-security-policy', politique({}))

/** A page of one sentence, and the way back. */
const dire = (titre: string, statut: number, phrase: string, accueil: string) => ({
  titre,
  statut,
  contenu: (
    <p>
      {phrase} <a href={accueil}>Revenir à l’accueil</a>
    </p>
  ),
})

type Page = ReturnType<typeof creerRendu>

/** An address that leads to no route because it cannot be read, or is longer than any of ours: a page, or a message to a script. Nothing of it is said again. */
export const refuserAdresse =
  (adresse: string, accueil: string, page: Page) =>
  (_erreur: Error, requete: FastifyRequest, reponse: FastifyReply): void => {
    poserEntetes(reponse, adresse)
    if (/^\/(v1|statique)\//.test(requete.raw.url ?? '')) reponse.code(400).send({ message: ADRESSE })
    else page(reponse, dire('Adresse illisible', 400, ADRESSE, accueil))
  }

/** What is refused before a handler (size, body that cannot be read), what breaks in one, and what does not exist. Never a word of what was being treated. */
export function poserRefus(app: FastifyInstance, page: Page): void {
  app.setErrorHandler(async (erreur: Error & { statusCode?: number; code?: string }, _requete, reponse) => {
    const statut = erreur.statusCode ?? 500
    // The place where it broke, never what was being treated.
    if (statut >= 500)
      console.error(`erreur ${erreur.code ?? erreur.name} ${erreur.stack?.split('\n')[1]?.trim() ?? ''}`)
    const message = statut === 413 ? TROP_GRAND : statut < 500 ? ILLISIBLE : EN_PANNE
    return reponse.code(statut).send({ message })
  })
  app.setNotFoundHandler((_requete, reponse) =>
    page(reponse, dire('Introuvable', 404, 'Cette page n’existe pas.', '/')),
  )
}

/** The same on the path without script, where every answer is a page. */
export function poserRefusSansScript(app: FastifyInstance, accueil: string, page: Page): void {
  app.setErrorHandler(async (erreur: Error & { statusCode?: number }, requete, reponse) => {
    if (erreur instanceof RefusDuServeur && erreur.statut < 500)
      return page(
        reponse,
        dire(erreur.statut === 404 ? 'Introuvable' : 'Envoi refusé', erreur.statut, erreur.message, accueil),
      )
    // A form cut short or without its boundary: the parser says so with a bare error, which is no failure of the server.
    const coupe = requete.isMultipart() && /Boundary not found|nexpected end/.test(erreur.message)
    const statut = erreur.statusCode ?? (coupe ? 400 : 500)
    if (statut >= 500) return page(reponse, dire('Problème', 500, PANNE_SANS_SCRIPT, accueil))
    return page(
      reponse,
      dire('Envoi refusé', statut, statut === 413 ? TROP_GRAND : ILLISIBLE_SANS_SCRIPT, accueil),
    )
  })
  app.setNotFoundHandler((_requete, reponse) =>
    page(reponse, dire('Introuvable', 404, 'Cette page n’existe pas.', accueil)),
  )
}
