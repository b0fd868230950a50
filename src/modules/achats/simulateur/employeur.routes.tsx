import { agentsDe } from '@maillage/prevoyance/recensement'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { entierFacultatif, montantFacultatif } from '#platform/http/champs.ts'
import type { RetourDeFormulaire, Saisies } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { recevoirEnvoi } from '../consultation/recevoir-envoi.routes.ts'
import { verifierFichier } from '../recensement/verifier.ts'
import { coutSurMasse, coutSurRecensement } from './cout-employeur.ts'
import { pageSimulateurEmployeur, type ResultatEmployeur } from './employeur.page.tsx'

const EXEMPLE = { agents: '12', traitements: '290 000,00', primes: '38 000,00' }
const Schema = z.object({
  agents: entierFacultatif(1, 100_000, 'Indiquez un nombre d’agents, de 1 à 100 000.'),
  traitements: montantFacultatif,
  primes: montantFacultatif,
})

/** The simulator of an employer: public, no account, nothing written. What is typed travels in the body of a POST, as for the agent's. */
export function simulateurEmployeurRoutes(app: FastifyInstance, services: Services): void {
  const repondre = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    resultat: ResultatEmployeur | null,
    retour: RetourDeFormulaire,
  ) => {
    reponse.header('cache-control', 'private, no-store')
    return services.pageSimple(requete, reponse, pageSimulateurEmployeur({ resultat, ...retour }))
  }
  app.get(
    '/simulateur/employeur',
    { config: { droit: ouvertATous, exemple: '/simulateur/employeur', sansSession: true } },
    (requete, reponse) =>
      repondre(
        requete,
        reponse,
        { agents: 12, source: 'masse', niveaux: coutSurMasse(12, 32_800_000), estExemple: true },
        { saisies: EXEMPLE },
      ),
  )
  app.post(
    '/simulateur/employeur',
    { config: { droit: ouvertATous, sansSession: true } },
    async (requete, reponse) => {
      const { champs, fichier } = await recevoirEnvoi(requete)
      const saisies: Saisies = Object.fromEntries(
        ['agents', 'traitements', 'primes'].map((nom) => [nom, (saisie(champs, nom) ?? '').slice(0, 40)]),
      )
      const refuser = (retour: RetourDeFormulaire) =>
        repondre(requete, reponse, null, { saisies, statut: 422, ...retour })
      if (fichier) {
        const au = jourDe(requete.maintenant)
        const lu = await verifierFichier(fichier.contenu, { nom: '', siret: null }, au)
        if (!lu.lisible)
          return refuser({
            alerte: `${lu.avis || `${compte(lu.refusees, 'ligne refusée', 'lignes refusées')} sur ${lu.lignes}.`} ${lu.refus
              .slice(0, 3)
              .map(({ ligne, message }) => `Ligne ${ligne} : ${message}`)
              .join(' ')}`,
          })
        return repondre(
          requete,
          reponse,
          {
            agents: lu.table.nombre,
            source: 'recensement',
            niveaux: coutSurRecensement([...agentsDe(lu.table)], au),
            estExemple: false,
          },
          { saisies },
        )
      }
      const lu = lireFormulaire(Schema, saisies)
      if (!lu.ok) return refuser({ fautes: lu.fautes })
      const { agents, traitements, primes } = lu.valeurs
      if (!agents || !traitements)
        return refuser({
          fautes: [
            ...(agents
              ? []
              : [{ champ: 'agents', message: 'Indiquez le nombre d’agents, ou un recensement.' }]),
            ...(traitements
              ? []
              : [{ champ: 'traitements', message: 'Indiquez les traitements bruts d’une année.' }]),
          ],
        })
      const niveaux = coutSurMasse(agents, traitements + (primes ?? 0))
      return repondre(requete, reponse, { agents, source: 'masse', niveaux, estExemple: false }, { saisies })
    },
  )
}
