import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, Formulaire } from '#ui/formulaire.tsx'
import { suitDesDemandes } from '../domain/droits.ts'
import { RUBRIQUE } from '../vues.tsx'

const RYTHMES = {
  quotidien: 'Chaque jour ouvré, si quelque chose m’attend',
  hebdomadaire: 'Le lundi seulement',
  jamais: 'Jamais : je regarde la plateforme',
} as const

/** How often the digest of requests comes. */
export function preferencesRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/demandes/rappels',
    { config: { droit: suitDesDemandes, exemple: '/demandes/rappels' } },
    async (requete, reponse) => {
      const { personneId } = acteurDe(requete)
      const { cadre, donnees } = await services.lire(requete, (tx) =>
        tx
          .selectFrom('demande_preference')
          .select('rythme')
          .where('personne_id', '=', personneId)
          .executeTakeFirst(),
      )
      const actuel = donnees?.rythme ?? 'quotidien'
      return services.page(requete, reponse, cadre, {
        titre: 'Rappels par courriel',
        rubrique: RUBRIQUE,
        ariane: [{ libelle: 'Demandes', href: RUBRIQUE }],
        chapeau: (
          <p>
            Un seul message rassemble tout ce qui vous attend. Il part aux heures ouvrées, jamais la nuit ni
            un jour fermé.
          </p>
        ),
        contenu: (
          <Formulaire action="/demandes/rappels">
            <ChampChoix
              nom="rythme"
              libelle="Je veux ce message"
              options={Object.entries(RYTHMES).map(([valeur, libelle]) => ({
                valeur,
                libelle,
                coche: valeur === actuel,
              }))}
            />
            <Actions>
              <Bouton variante="primaire">Enregistrer</Bouton>
            </Actions>
          </Formulaire>
        ),
      })
    },
  )
  app.post('/demandes/rappels', { config: { droit: suitDesDemandes } }, async (requete, reponse) => {
    const lu = lireFormulaire(
      z.object({ rythme: z.enum(Object.keys(RYTHMES) as [keyof typeof RYTHMES]) }),
      requete.body,
    )
    if (lu.ok) {
      const { cooperationId, personneId } = acteurDe(requete)
      const { rythme } = lu.valeurs
      await services.base.enTantQue(acteurDe(requete), (tx) =>
        tx
          .insertInto('demande_preference')
          .values({ cooperation_id: cooperationId, personne_id: personneId, rythme })
          .onConflict((c) => c.column('personne_id').doUpdateSet({ rythme }))
          .execute(),
      )
      services.annoncer(reponse, 'Rythme enregistré.')
    } else services.annoncer(reponse, 'Choisissez un des trois rythmes.')
    return versPage(reponse, '/demandes/rappels')
  })
}
