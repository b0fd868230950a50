import type { FastifyInstance } from 'fastify'
import { cheminDAdhesion, cheminDeReponse, listAttentesDeMairie } from '#modules/achats'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { mesurerGuichet } from '../delais/delais.queries.ts'
import { listMesEmployeurs } from '../demandes.queries.ts'
import { tientUneMairie } from '../domain/droits.ts'
import { echeancesDesAchats, echeancesDesDemandes, prochainesDates, trier } from './echeances.ts'
import { pageMairie } from './mairie.page.tsx'
import { listEnCours } from './mairie.queries.ts'

/** More than this, the list of requests says the rest. */
const EN_COURS_AU_PLUS = 60

export function mairieRoutes(app: FastifyInstance, services: Services): void {
  app.get('/mairie', { config: { droit: tientUneMairie, exemple: '/mairie' } }, async (requete, reponse) => {
    const acteur = acteurDe(requete)
    const { maintenant } = requete
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const employeurs = await listMesEmployeurs(tx, jourDe(maintenant))
      const guichet = employeurs.find(({ guichetId }) => guichetId)
      return {
        employeurs,
        guichet: guichet?.guichet ?? null,
        demandes: await listEnCours(tx, EN_COURS_AU_PLUS),
        achats: await listAttentesDeMairie(tx, jourDe(maintenant)),
        mesure: guichet?.guichetId ? await mesurerGuichet(tx, guichet.guichetId, maintenant) : null,
      }
    })
    const choisie = saisie(requete.query as Saisies, 'commune') ?? ''
    const commune = donnees.employeurs.some(({ id }) => id === choisie) ? choisie : ''
    const page = pageMairie({
      employeurs: donnees.employeurs,
      guichet: donnees.guichet,
      acteur,
      maintenant,
      commune,
      echeances: trier([
        ...echeancesDesDemandes(donnees.demandes),
        ...echeancesDesAchats(donnees.achats.attentes, ({ lienId, employeurId, quoi }) => {
          const cible = { cooperationId: acteur.cooperationId, lienId }
          const chemin = quoi === 'adherer' ? cheminDAdhesion : cheminDeReponse
          return `${chemin(services.secret, cible, maintenant)}/${employeurId}${quoi === 'recenser' ? '/recensement' : ''}`
        }),
      ]),
      demandes: donnees.demandes,
      dates: prochainesDates(donnees.demandes, donnees.achats.dates, jourDe(maintenant)),
      finies: donnees.mesure?.finies ?? 0,
      mesure: donnees.mesure?.mesure ?? null,
    })
    return services.page(requete, reponse, cadre, page)
  })
}
