import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inscrireCompte } from '#platform/comptes/inscrire.ts'
import { choisi } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { cle, courriel, nomDePersonne, version } from '../champs.ts'
import { donneLesAcces, donnerAcces, retirerAcces } from './donner-acces.ts'
import { EMPLOYEURS_AU_PLUS, MAIRIES, pageMairies } from './mairies.page.tsx'
import { listEmployeursDuCentre } from './mairies.queries.ts'

const REFUS = {
  'pas-affilie': [
    422,
    'organisme',
    'Cet employeur n’est pas affilié à votre centre aujourd’hui, ou il est membre de la coopération : ses propres responsables donnent ses accès.',
  ],
  'deja-la': [409, 'courriel', 'Cette personne agit déjà pour cet employeur.'],
  interdit: [403, '', 'Votre fonction ne permet pas de donner un accès.'],
} as const

/** A centre gives the secretaries of its employers their access, from one page. */
export function mairiesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    // A form refused keeps the search under which its employer was found.
    const cherche = saisie(requete.query as Saisies, 'q') ?? (retour.saisies && saisie(retour.saisies, 'q'))
    const q = (cherche ?? '').trim().slice(0, 100)
    const { cadre, donnees: lus } = await services.lire(requete, (tx) =>
      listEmployeursDuCentre(tx, acteur.organismeId, jourDe(requete.maintenant), {
        q,
        limite: EMPLOYEURS_AU_PLUS,
      }),
    )
    return services.page(requete, reponse, cadre, pageMairies({ acteur, lus, q, cle: nouvelId(), ...retour }))
  }
  app.get(MAIRIES, { config: { droit: donneLesAcces, exemple: MAIRIES } }, (requete, reponse) =>
    afficher(requete, reponse),
  )

  app.post(MAIRIES, { config: { droit: donneLesAcces } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(
      z.object({ organisme: choisi('Choisissez l’employeur.'), nom: nomDePersonne, courriel, cle }),
      saisies,
    )
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { organisme, cle: envoi, ...qui } = lu.valeurs
    const issue = await donnerAcces(
      base,
      services,
      acteurDe(requete),
      { ...qui, organismeId: organisme },
      envoi,
      requete.maintenant,
    )
    if (!issue.ok) {
      const [statut, champ, message] = REFUS[issue.refus.code]
      return afficher(requete, reponse, {
        saisies,
        statut,
        ...(champ ? { fautes: [{ champ, message }] } : { alerte: message }),
      })
    }
    await inscrireCompte(services.comptes, qui.courriel, qui.nom)
    services.annoncer(reponse, `Accès donné pour ${issue.valeur.employeur}. Un lien part à ${qui.courriel}.`)
    return versPage(reponse, MAIRIES)
  })

  app.post<{ Params: { id: string } }>(
    `${MAIRIES}/:id/retirer`,
    { config: { droit: donneLesAcces } },
    async (requete, reponse) => {
      const lu = lireFormulaire(z.object({ version }), requete.body)
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cet accès')
      const lue = lu.ok ? lu.valeurs.version : -1
      const issue = await retirerAcces(base, acteurDe(requete), id, lue, requete.maintenant)
      if (!issue.ok && issue.refus.code === 'introuvable')
        return services.introuvable(requete, reponse, 'Cet accès')
      services.annoncer(
        reponse,
        issue.ok ? `Accès retiré pour ${issue.valeur.employeur}. L’historique le garde.` : PAGE_PERIMEE,
      )
      return versPage(reponse, MAIRIES)
    },
  )
}
