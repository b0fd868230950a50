import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { texteDemande, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { litLesDelais, traite } from '../domain/droits.ts'
import { CODES_ETAPES, type Etape } from '../domain/satisfaction.ts'
import { pageSatisfaction, SATISFACTION } from './satisfaction.page.tsx'
import { listMesures, listMots, listRappels, listSuites } from './satisfaction.queries.ts'

const AU_PLUS = 50
/** Words older than a year are no news. */
const MOTS_JOURS = 365

/** What employers think, step by step; who must be called back; what was done about it. */
export function satisfactionRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      mesures: await listMesures(tx, requete.maintenant),
      rappels: traite.autorise(acteur) ? await listRappels(tx, AU_PLUS) : [],
      suites: await listSuites(tx, AU_PLUS),
      mots: traite.autorise(acteur)
        ? await listMots(tx, new Date(+requete.maintenant - MOTS_JOURS * 86_400_000), AU_PLUS)
        : [],
    }))
    return services.page(requete, reponse, cadre, pageSatisfaction({ ...donnees, ...retour, acteur }))
  }
  app.get(SATISFACTION, { config: { droit: litLesDelais, exemple: SATISFACTION } }, (requete, reponse) =>
    afficher(requete, reponse),
  )

  app.post(`${SATISFACTION}/suites`, { config: { droit: traite } }, async (requete, reponse) => {
    const lu = lireFormulaire(
      z.object({
        etape: z.enum(CODES_ETAPES as readonly [Etape, ...Etape[]], 'Choisissez l’étape concernée.'),
        entendu: texteDemande(3, 500, 'Écrivez ce que les employeurs ont dit.'),
        fait: texteDemande(3, 800, 'Écrivez ce que le centre a fait : sans suite, rien n’est à publier.'),
        publiee: z
          .union([z.string(), z.array(z.string())])
          .optional()
          .transform((coche) => coche !== undefined),
      }),
      requete.body,
    )
    if (!lu.ok)
      return afficher(requete, reponse, { fautes: lu.fautes, saisies: requete.body as Saisies, statut: 422 })
    const acteur = acteurDe(requete)
    await services.base.enTantQue(acteur, (tx) =>
      tx
        .insertInto('demande_suite')
        .values({
          ...lu.valeurs,
          id: nouvelId(+requete.maintenant),
          cooperation_id: acteur.cooperationId,
          centre_id: acteur.organismeId,
          le: jourDe(requete.maintenant),
        })
        .execute(),
    )
    services.annoncer(reponse, 'Suite publiée : les employeurs et les centres la lisent.')
    return versPage(reponse, SATISFACTION)
  })

  app.post<{ Params: { id: string } }>(
    `${SATISFACTION}/rappels/:id`,
    { config: { droit: traite } },
    async (requete, reponse) => {
      const lu = lireFormulaire(z.object({ compteRendu: texteLibre(2000), version }), requete.body)
      const acteur = acteurDe(requete)
      if (!lu.ok || lu.valeurs.compteRendu.length < 3) {
        services.annoncer(reponse, 'Notez en une ligne ce qui a été dit, puis validez l’appel.')
        return versPage(reponse, SATISFACTION)
      }
      const { compteRendu } = lu.valeurs
      const fait = await services.base.enTantQue(acteur, (tx) =>
        tx
          .updateTable('demande_rappel')
          .set({ fait_le: requete.maintenant, fait_par: acteur.nom, compte_rendu: compteRendu })
          .where('id', '=', requete.params.id)
          .where('version', '=', lu.valeurs.version)
          .where('fait_le', 'is', null)
          .returning('id')
          .executeTakeFirst(),
      )
      services.annoncer(reponse, fait ? 'Appel noté.' : PAGE_PERIMEE)
      return versPage(reponse, SATISFACTION)
    },
  )
}
