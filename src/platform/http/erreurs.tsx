import { randomInt } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { estBaseAbsente } from '../base/absence.ts'
import { DepotIndisponible, FichierPerdu } from '../fichiers/depot.ts'
import { poserRetourALaPage } from './adresses/retour-a-la-page.ts'
import type { ContenuDePage, Services } from './services.ts'

/** A short reference that a person can read aloud: no 0/O, no 1/I. */
const reference = (): string =>
  Array.from({ length: 8 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[randomInt(32)]).join('')

/** What an error says, without what it quotes: PostgreSQL and parsers name the value that they refuse. Of the stack, where it happened. */
const sansValeurs = ({ message, stack = '' }: Error) => ({
  message: message.split('\n')[0]!.replaceAll(/"[^"]*"?|“[^”]*”?|«[^»]*»?|'[^']*'?|[^\s@]+@[^\s@]+/g, '…'),
  pile: stack.split('\n').filter((ligne) => /^\s+at /.test(ligne)),
})

/** An upload cut short or without its boundary: the parser of files says so with a bare error, which is no failure of the server. */
const estEnvoiCoupe = ({ message }: Error, requete: FastifyRequest): boolean =>
  requete.isMultipart() && /^Multipart: Boundary not found$|nexpected end of multipart data$/.test(message)

/** What is refused before a handler (size, form that cannot be read) and what breaks in one: a sentence, a reference, never a stack. */
export function poserErreurs(app: FastifyInstance, services: Services): void {
  const retour = poserRetourALaPage(app)
  app.setNotFoundHandler(
    (requete, reponse) => retour(requete, reponse) ?? services.introuvable(requete, reponse),
  )
  app.setErrorHandler<FastifyError>((erreur, requete, reponse) => {
    // What was said of another answer, before it broke.
    for (const nom of ['etag', 'content-disposition', 'content-length']) reponse.removeHeader(nom)
    reponse.header('cache-control', 'private, no-store')
    const statut = erreur.statusCode ?? (estEnvoiCoupe(erreur, requete) ? 400 : 500)
    if (statut === 413)
      return services.pageSimple(requete, reponse, {
        titre: 'Envoi trop volumineux',
        statut,
        contenu: (
          <p>
            Ce que vous avez envoyé dépasse la taille permise (10 Mo par fichier). Réduisez le fichier ou
            envoyez-le en plusieurs fois.
          </p>
        ),
      })
    if (statut >= 400 && statut < 500)
      return services.pageSimple(requete, reponse, {
        titre: 'Demande illisible',
        statut,
        contenu: (
          <p>
            Le serveur n’a pas pu lire ce que votre navigateur a envoyé. Revenez à la page précédente,
            rechargez-la et recommencez.
          </p>
        ),
      })
    const ref = reference()
    // Row contents that PostgreSQL puts in `detail`, or between quotes in its message, never reach the log.
    requete.log.error(
      {
        ref,
        route: requete.routeOptions.url,
        code: erreur.code,
        ...sansValeurs(erreur),
      },
      'erreur',
    )
    const deFichiers = pageDesFichiers(erreur, ref, requete.method !== 'GET')
    if (deFichiers) return services.pageSimple(requete, reponse, deFichiers)
    if (estBaseAbsente(erreur)) {
      reponse.header('retry-after', '5')
      return services.pageSimple(requete, reponse, pageBaseAbsente(ref, requete.method !== 'GET'))
    }
    return services.pageSimple(requete, reponse, {
      titre: 'La page n’a pas pu être préparée',
      statut: 500,
      contenu: (
        <p>
          Rien n’a été enregistré par cette action. Réessayez dans un instant ; si cela continue, donnez la
          référence <strong>{ref}</strong> à la personne qui exploite la plateforme.
        </p>
      ),
    })
  })
}

/** Files cannot be read or kept: bytes are written before anything else, so that a form that failed here left nothing. */
function pageDesFichiers(erreur: Error, ref: string, envoi: boolean): ContenuDePage | null {
  const suite = (
    <p>
      Si cela continue, donnez la référence <strong>{ref}</strong> à la personne qui exploite la plateforme.
    </p>
  )
  if (erreur instanceof FichierPerdu)
    return {
      titre: 'Ce fichier n’est plus lisible',
      statut: 500,
      contenu: (
        <>
          <p>
            La page le nomme encore, mais son contenu manque ou a été abîmé. Une sauvegarde peut le contenir :
            donnez la référence <strong>{ref}</strong> à la personne qui exploite la plateforme.
          </p>
        </>
      ),
    }
  if (!(erreur instanceof DepotIndisponible)) return null
  return {
    titre: 'Les fichiers ne sont pas accessibles pour le moment',
    statut: 503,
    contenu: (
      <>
        <p>
          {envoi
            ? 'Le dépôt des fichiers ne répond pas : rien de cet envoi n’a été enregistré. Revenez à la page précédente, votre saisie y est encore, et envoyez-la à nouveau dans un instant.'
            : 'Le dépôt des fichiers ne répond pas. Rien n’est perdu : réessayez dans un instant. Le reste de la plateforme fonctionne.'}
        </p>
        {suite}
      </>
    ),
  }
}

/** The database is away. When a form was sent, nobody knows whether its last statement arrived: the page does not pretend to. */
const pageBaseAbsente = (ref: string, envoi: boolean): ContenuDePage => ({
  titre: 'La base de données ne répond pas',
  statut: 503,
  contenu: (
    <>
      <p>
        Ce que vous avez enregistré jusqu’ici est conservé. La plateforme se remet d’elle-même en service :
        réessayez dans un instant.
      </p>
      {envoi && (
        <p>
          Vous envoyiez un formulaire : revenez à la page précédente, votre saisie y est encore, et envoyez-la
          à nouveau. Si elle avait déjà été enregistrée, elle ne le sera pas deux fois.
        </p>
      )}
      <p>
        Si cela continue, donnez la référence <strong>{ref}</strong> à la personne qui exploite la plateforme.
      </p>
    </>
  ),
})
