import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inscrireCompte } from '#platform/comptes/inscrire.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { duReseau, engageSonOrganisme } from '#shared/acteur.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { acte, cle, courriel, jour, nomDePersonne, version } from '../champs.ts'
import { FONCTIONS_DONNEES } from '../domain/mandats.ts'
import { couvrirAbsence, finirRemplacement } from './absences.ts'
import { electionRoutes } from './election.routes.tsx'
import { type EtatPersonnes, pagePersonnes } from './personnes.page.tsx'
import { listPersonnes } from './personnes.queries.ts'
import { nommer, terminerMandat } from './personnes.ts'
import { PHRASES_MANDAT, statutDe } from './phrases.ts'

const FormulaireNomination = z.object({
  nom: nomDePersonne,
  courriel,
  fonction: z.enum(FONCTIONS_DONNEES, 'Choisissez la fonction.'),
  du: jour(),
  acte,
  cle,
})
const FormulaireAbsence = z.object({
  mandat: z.string('Choisissez qui est absent.'),
  nom: nomDePersonne,
  courriel,
  du: jour(),
  au: jour(),
  motif: z.string().trim().max(500, 'Le motif tient en 500 caractères.').default(''),
  cle,
})

/** Who acts for whom: every member reads, each manages its own people. */
export function personnesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, etat: EtatPersonnes = {}) => {
    const { cadre, donnees } = await services.lire(requete, (tx) =>
      listPersonnes(tx, jourDe(requete.maintenant)),
    )
    return services.page(
      requete,
      reponse,
      cadre,
      pagePersonnes({
        membres: donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        ...etat,
      }),
    )
  }
  const refuser = (requete: FastifyRequest, reponse: FastifyReply, code: string, etat: EtatPersonnes = {}) =>
    code === 'introuvable'
      ? services.introuvable(requete, reponse, 'Ce mandat')
      : afficher(requete, reponse, { ...etat, alerte: PHRASES_MANDAT[code]!, statut: statutDe(code) })

  app.get('/personnes', { config: { droit: duReseau, exemple: '/personnes' } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post('/personnes', { config: { droit: engageSonOrganisme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireNomination, requete.body)
    if (!lu.ok)
      return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422, formulaire: 'nommer' })
    const { cle: envoi, ...demande } = lu.valeurs
    const issue = await nommer(base, services, acteurDe(requete), demande, envoi, requete.maintenant)
    if (!issue.ok) return refuser(requete, reponse, issue.refus.code, { saisies, formulaire: 'nommer' })
    await inscrireCompte(services.comptes, demande.courriel, demande.nom)
    services.annoncer(reponse, `Fonction enregistrée. Un message part à ${demande.courriel}.`)
    return versPage(reponse, '/personnes')
  })
  app.post<{ Params: { id: string } }>(
    '/mandats/:id/terminer',
    { config: { droit: engageSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Ce mandat')
      const lu = lireFormulaire(z.object({ version }), requete.body)
      const hier = ajouterJours(jourDe(requete.maintenant), -1)
      const lue = lu.ok ? lu.valeurs.version : 0
      const issue = await terminerMandat(base, acteurDe(requete), id, lue, hier, requete.maintenant)
      if (!issue.ok) return refuser(requete, reponse, issue.refus.code)
      services.annoncer(
        reponse,
        issue.valeur === 'clore'
          ? 'Mandat terminé : ses droits ont pris fin. Il reste dans l’historique.'
          : 'Mandat annulé : il n’avait pas encore pris effet. Il reste dans l’historique.',
      )
      return versPage(reponse, '/personnes')
    },
  )
  app.post('/remplacements', { config: { droit: engageSonOrganisme } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireAbsence, requete.body)
    if (!lu.ok)
      return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422, formulaire: 'absence' })
    const { mandat, cle: envoi, ...absence } = lu.valeurs
    const issue = await couvrirAbsence(
      base,
      services,
      acteurDe(requete),
      { mandatId: mandat, ...absence },
      envoi,
      requete.maintenant,
    )
    if (!issue.ok) return refuser(requete, reponse, issue.refus.code, { saisies, formulaire: 'absence' })
    await inscrireCompte(services.comptes, absence.courriel, absence.nom)
    services.annoncer(reponse, 'Absence couverte : le remplacement prendra fin de lui-même.')
    return versPage(reponse, '/personnes')
  })
  app.post<{ Params: { id: string } }>(
    '/remplacements/:id/finir',
    { config: { droit: engageSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = estId(id)
        ? await finirRemplacement(base, acteurDe(requete), id, requete.maintenant)
        : null
      if (!issue?.ok) return services.introuvable(requete, reponse, 'Ce remplacement')
      services.annoncer(reponse, 'Remplacement terminé : la fonction revient à son titulaire.')
      return versPage(reponse, '/personnes')
    },
  )
  electionRoutes(app, services)
}
