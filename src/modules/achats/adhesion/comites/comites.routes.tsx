import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cochees, jourDemande, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ajouterMois, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { AVIS, type Avis } from '../../domain/adhesion/adhesion.ts'
import { agitPourSonMembre } from '../../domain/droits.ts'
import { findOperation } from '../../operations/operations.queries.ts'
import { uneOperationEngagee } from '../exemples.ts'
import { expliquerFait } from '../expliquer.ts'
import { inscrireAvisDeSeance } from '../inscrire-fait.ts'
import { pageComites } from './comites.page.tsx'
import { listAuComite, listSeances } from './comites.queries.ts'

type Adresse = { Params: { id: string } }

const SchemaSeance = z
  .object({
    le: jourDemande('Indiquez le jour de la séance.'),
    depot: jourDemande('Indiquez jusqu’à quel jour les dossiers se déposent.'),
  })
  .refine(({ le, depot }) => depot <= le, {
    path: ['depot'],
    message: 'Le dépôt se termine au plus tard le jour de la séance.',
  })
const SchemaAvis = z.object({
  employeurs: cochees.refine((lus) => lus.length > 0, 'Cochez au moins un employeur.'),
  avis: z.enum(Object.keys(AVIS) as [Avis, ...Avis[]], 'Dites quel est l’avis du comité.'),
  le: jourDemande('Indiquez le jour de la séance.'),
  motif: texteLibre(500),
})

/** The comité social of the actor's own centre: its calendar, and its advice given to several employers at once. */
export function comitesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    operationId: string,
    retour: RetourDeFormulaire & { readonly formulaire?: 'seance' | 'avis' } = {},
  ) => {
    const acteur = acteurDe(requete)
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: await findOperation(tx, operationId),
      seances: await listSeances(tx, acteur.organismeId, ajouterMois(aujourdhui, -3)),
      employeurs: await listAuComite(tx, operationId, acteur.organismeId),
    }))
    const { operation, ...reste } = donnees
    if (!operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    return services.page(
      requete,
      reponse,
      cadre,
      pageComites({ operation, ...reste, acteur, aujourdhui, ...retour }),
    )
  }
  app.get<Adresse>(
    '/achats/:id/comites',
    { config: { droit: agitPourSonMembre, exemple: uneOperationEngagee('/comites') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/achats/:id/comites/seances',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const acteur = acteurDe(requete)
      const lu = lireFormulaire(SchemaSeance, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, {
          fautes: lu.fautes,
          saisies: requete.body as Saisies,
          statut: 422,
          formulaire: 'seance',
        })
      // The same day sent twice is one meeting; its last day to file stays as it was first said.
      await base.enTantQue(acteur, (tx) =>
        tx
          .insertInto('achat_cst_seance')
          .values({
            id: nouvelId(),
            cooperation_id: acteur.cooperationId,
            centre_id: acteur.organismeId,
            le: lu.valeurs.le,
            depot_jusquau: lu.valeurs.depot,
          })
          .onConflict((conflit) => conflit.doNothing())
          .execute(),
      )
      return versPage(reponse, `/achats/${id}/comites`)
    },
  )
  app.post<{ Params: { id: string; seance: string } }>(
    '/achats/:id/comites/seances/:seance/retirer',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      await base.enTantQue(acteurDe(requete), (tx) =>
        tx.deleteFrom('achat_cst_seance').where('id', '=', requete.params.seance).execute(),
      )
      return versPage(reponse, `/achats/${requete.params.id}/comites`)
    },
  )
  app.post<Adresse>(
    '/achats/:id/comites/avis',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const revenir = (retour: RetourDeFormulaire) =>
        afficher(requete, reponse, id, { saisies: requete.body as Saisies, formulaire: 'avis', ...retour })
      const lu = lireFormulaire(SchemaAvis, requete.body)
      if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
      const { employeurs, avis, le, motif } = lu.valeurs
      const issue = await inscrireAvisDeSeance(
        base,
        acteurDe(requete),
        employeurs,
        {
          le,
          avis,
          motif,
          niveau: '',
          options: '',
          part: null,
          prochaineLe: null,
          numero: '',
          accord: false,
        },
        requete.maintenant,
      )
      if (!issue.ok) {
        const { champ, phrase, statut } = expliquerFait(issue.refus)
        return revenir({ statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) })
      }
      services.annoncer(
        reponse,
        `Avis enregistré pour ${compte(issue.valeur.inscrits, 'employeur')}. Chacun peut maintenant faire voter son assemblée.`,
      )
      return versPage(reponse, `/achats/${id}/comites`)
    },
  )
}
