import { randomInt } from 'node:crypto'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Services } from './services.ts'

/** A short reference that a person can read aloud: no 0/O, no 1/I. */
const reference = (): string =>
  Array.from({ length: 8 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[randomInt(32)]).join('')

/** What is refused before a handler (size, form that cannot be read) and what breaks in one: a sentence, a reference, never a stack. */
export function poserErreurs(app: FastifyInstance, services: Services): void {
  app.setNotFoundHandler((requete, reponse) => services.introuvable(requete, reponse))
  app.setErrorHandler<FastifyError>((erreur, requete, reponse) => {
    const statut = erreur.statusCode ?? 500
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
    // Row contents that PostgreSQL puts in `detail` never reach the log.
    requete.log.error(
      {
        ref,
        route: requete.routeOptions.url,
        code: erreur.code,
        message: erreur.message,
        pile: erreur.stack,
      },
      'erreur',
    )
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
