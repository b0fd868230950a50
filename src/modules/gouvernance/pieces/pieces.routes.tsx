import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nommer, reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { telecharger } from '#platform/http/telecharger.ts'
import { estId } from '#shared/ids.ts'
import { afficherSeance } from '../conduite/afficher-seance.routes.ts'
import { litLaGouvernance, tientLesSeances } from '../domain/droits.ts'
import { joindrePiece } from './joindre-piece.ts'

type Adresse = { Params: { id: string; pointId: string } }

/** Documents of the points: sent by the coordination, read by every member. */
export function piecesRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  app.post<Adresse>(
    '/seances/:id/points/:pointId/pieces',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      if (!estId(id) || !estId(pointId)) return services.introuvable(requete, reponse, 'Ce point')
      const refuser = (message: string, statut = 422) =>
        afficherSeance(services, requete, reponse, id, { alerte: message, statut })
      const envoi = requete.isMultipart() ? await lireFichier(requete) : null
      if (!envoi)
        return refuser('Aucun fichier n’a été choisi. Choisissez le document à joindre, puis recommencez.')
      const reconnu = await reconnaitre(envoi.contenu)
      if (!reconnu.ok) return refuser(`« ${envoi.nom} » : ${reconnu.motif}`)
      const sha256 = await fichiers.garder(envoi.contenu)
      const { typeMime } = reconnu
      const nom = nommer(envoi.nom, typeMime)
      const fichier = { nom, typeMime, taille: envoi.contenu.length, sha256 }
      const issue = await joindrePiece(base, acteurDe(requete), id, pointId, fichier, requete.maintenant)
      if (issue.ok) {
        services.annoncer(
          reponse,
          issue.valeur.tardive ? 'Pièce jointe, signalée comme tardive.' : 'Pièce jointe au point.',
        )
        return versPage(reponse, `/seances/${id}?point=${pointId}`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce point')
      return refuser(
        issue.refus.code === 'interdit'
          ? 'Les pièces sont jointes par la coordination.'
          : 'Cette séance est terminée : ses pièces ne changent plus.',
        409,
      )
    },
  )

  app.get<Adresse>('/fichiers/:id', { config: { droit: litLaGouvernance } }, async (requete, reponse) => {
    const { id } = requete.params
    const fichier =
      estId(id) &&
      (await base.enTantQue(acteurDe(requete), (tx) =>
        tx
          .selectFrom('fichier')
          .select(['nom', 'type_mime as typeMime', 'sha256'])
          .where('id', '=', id)
          .executeTakeFirst(),
      ))
    if (!fichier) return services.introuvable(requete, reponse, 'Ce fichier')
    return telecharger(reponse, fichiers, fichier)
  })
}

async function lireFichier(
  requete: FastifyRequest,
): Promise<{ readonly nom: string; readonly contenu: Buffer } | null> {
  const partie = await requete.file()
  if (!partie) return null
  const contenu = await partie.toBuffer()
  const nom = partie.filename.replaceAll(/[\\/]/g, '_').trim().slice(0, 200)
  return nom === '' ? null : { nom, contenu }
}
