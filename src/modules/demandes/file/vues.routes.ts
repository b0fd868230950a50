import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { texteDemande, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { tientLeCatalogue, traite } from '../domain/droits.ts'

const Schema = z.object({
  nom: texteDemande(2, 60, 'Donnez un nom à cette vue, en deux lettres au moins.'),
  requete: texteLibre(500).transform((lu) => (/^[\x21-\x7e]*$/.test(lu) ? lu : '')),
  partagee: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((coche) => coche !== undefined),
})

/** Views that a person keeps: for herself, or for everybody who treats in her centre. */
export function vuesRoutes(app: FastifyInstance, { base, annoncer }: Services): void {
  app.post('/demandes/vues', { config: { droit: traite } }, async (requete, reponse) => {
    const lu = lireFormulaire(Schema, requete.body)
    if (!lu.ok) {
      annoncer(reponse, lu.fautes[0]?.message ?? 'Donnez un nom à cette vue.')
      return versPage(reponse, '/demandes')
    }
    const { nom, requete: filtres, partagee } = lu.valeurs
    const acteur = acteurDe(requete)
    await base.enTantQue(acteur, (tx) =>
      tx
        .insertInto('demande_vue')
        .values({
          id: nouvelId(+requete.maintenant),
          cooperation_id: acteur.cooperationId,
          organisme_id: acteur.organismeId,
          personne_id: acteur.personneId,
          lecteur_id: partagee ? acteur.organismeId : acteur.personneId,
          nom,
          requete: filtres,
          partagee,
          cree_le: requete.maintenant,
        })
        .execute(),
    )
    annoncer(
      reponse,
      partagee ? `Vue « ${nom} » enregistrée pour tout votre centre.` : `Vue « ${nom} » enregistrée.`,
    )
    return versPage(reponse, `/demandes?${filtres}`)
  })

  app.post<{ Params: { id: string } }>(
    '/demandes/vues/:id/retirer',
    { config: { droit: traite } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const retirees = await base.enTantQue(acteur, (tx) => {
        const vue = tx.deleteFrom('demande_vue').where('id', '=', requete.params.id)
        // Somebody else's, shared: its author takes it away, or who directs the centre.
        return (
          tientLeCatalogue.autorise(acteur) ? vue : vue.where('personne_id', '=', acteur.personneId)
        ).executeTakeFirst()
      })
      annoncer(
        reponse,
        retirees.numDeletedRows > 0n
          ? 'Vue retirée.'
          : 'Cette vue n’a pas été retirée : elle n’existe plus, ou une autre personne l’a partagée.',
      )
      return versPage(reponse, '/demandes')
    },
  )
}
