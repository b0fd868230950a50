import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { texteDemande } from '#platform/http/champs.ts'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estId } from '#shared/ids.ts'
import { estSiret } from '#shared/siret.ts'
import { agitPourSonMembre } from '../../domain/droits.ts'
import type { RetoursDesPlis } from '../retours.routes.ts'
import { corrigerCandidat, inviterCandidat } from './inviter.ts'

const SchemaCorrection = z.object({
  nom: texteDemande(2, 160, 'Indiquez le nom du candidat.'),
  courriel: z
    .string('Indiquez une adresse de courriel.')
    .trim()
    .toLowerCase()
    .pipe(z.email('Cette adresse n’est pas complète : vérifiez-la.').max(254)),
})
const SchemaCandidat = SchemaCorrection.extend({
  siret: z
    .string('Indiquez le SIRET du candidat.')
    .transform((t) => t.replaceAll(/\s/g, ''))
    .refine(estSiret, 'Ce SIRET n’est pas juste : 14 chiffres, clé comprise.'),
})

/** What the member that leads does for the bidders: gives them their link, corrects it, sends it again. */
export function candidatsRoutes(
  app: FastifyInstance,
  services: Services,
  { afficher, conclure }: RetoursDesPlis,
): void {
  const { base } = services
  app.post<{ Params: { id: string } }>(
    '/achats/:id/plis/candidats',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = lireFormulaire(SchemaCandidat, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, {
          formulaire: 'candidat',
          fautes: lu.fautes,
          saisies: requete.body as Saisies,
          statut: 422,
        })
      const acteur = acteurDe(requete)
      const issue = await inviterCandidat(base, services, acteur, id, lu.valeurs, requete.maintenant)
      return conclure(requete, reponse, issue, `Lien de dépôt envoyé à ${lu.valeurs.nom}.`, {
        formulaire: 'candidat',
      })
    },
  )
  app.post(
    '/achats/:id/plis/candidats/:candidat',
    { config: { droit: agitPourSonMembre } },
    async (requete: FastifyRequest<{ Params: { id: string; candidat: string } }>, reponse) => {
      const { id, candidat } = requete.params
      if (!estId(candidat)) return services.introuvable(requete, reponse, 'Ce candidat')
      const lu = lireFormulaire(SchemaCorrection, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, {
          formulaire: 'candidat',
          corrige: candidat,
          fautes: lu.fautes,
          saisies: requete.body as Saisies,
          statut: 422,
        })
      const issue = await corrigerCandidat(
        base,
        services,
        acteurDe(requete),
        id,
        candidat,
        lu.valeurs,
        requete.maintenant,
      )
      return conclure(requete, reponse, issue, `Lien de dépôt envoyé à ${lu.valeurs.courriel}.`, {
        formulaire: 'candidat',
        corrige: candidat,
      })
    },
  )
}
