import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estId } from '#shared/ids.ts'
import { cadreLeProgramme } from '../../domain/droits.ts'
import { statuerSurLivrable } from '../../suivi/statuer-livrable.ts'
import { findActionDe } from '../action-de.queries.ts'
import { type AdresseId, afficherAction, retourDuRefus } from '../afficher-action.routes.ts'
import { expliquerAvis } from '../phrases.ts'

const FormulaireAvis = z.object({
  avis: z.enum(['accepter', 'reprendre'], 'Dites ce que l’instance a répondu.'),
  preuve: z.string('Choisissez la séance ou la décision.').transform((choix, contexte) => {
    const [genre, id = ''] = choix.split(':')
    if ((genre === 'decision' || genre === 'seance') && estId(id)) return { genre, id } as const
    contexte.addIssue({ code: 'custom', message: 'Choisissez la séance ou la décision.' })
    return z.NEVER
  }),
  observations: texteLibre(2000, 'Ce texte'),
  version,
})

/** What an instance said of a deliverable. */
export function livrablesRoutes(app: FastifyInstance, services: Services): void {
  const afficher = afficherAction(services)
  app.post<AdresseId>(
    '/programme/livrables/:id/statuer',
    { config: { droit: cadreLeProgramme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const acteur = acteurDe(requete)
      const actionId = await services.base.enTantQue(acteur, (tx) => findActionDe(tx, 'livrable', id))
      if (!actionId) return services.introuvable(requete, reponse, 'Ce livrable')
      const saisies = requete.body as Saisies
      const formulaire = `statuer-${id}`
      const lu = lireFormulaire(FormulaireAvis, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, actionId, { formulaire, fautes: lu.fautes, saisies, statut: 422 })
      const issue = await statuerSurLivrable(services.base, acteur, id, lu.valeurs, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Avis enregistré sur le livrable.')
        return versPage(reponse, `/programme/actions/${actionId}#livrables`)
      }
      return afficher(requete, reponse, actionId, {
        formulaire,
        ...retourDuRefus(expliquerAvis[issue.refus.code], saisies),
      })
    },
  )
}
