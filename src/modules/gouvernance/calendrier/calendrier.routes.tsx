import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { lireAgenda } from '#platform/agenda/lire-agenda.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe, lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { confirmeSesSuites, litLaGouvernance } from '../domain/droits.ts'
import { pageCalendrier } from './calendrier.page.tsx'
import { listReunions } from './calendrier.queries.ts'
import { ajouterReunion, annulerReunion, importerReunions } from './tenir-calendrier.ts'

const FormulaireReunion = z.object({
  organe: z.string().min(1, 'Choisissez l’organe qui se réunit.').max(40),
  date: z.string().transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message: 'Indiquez un jour qui existe, comme 15/12/2026.' })
    return lu ?? ''
  }),
  limite: z
    .string()
    .default('')
    .transform((texte, contexte) => {
      const lu = texte.trim() === '' ? null : lireJour(texte)
      if (texte.trim() !== '' && !lu)
        contexte.addIssue({ code: 'custom', message: 'Indiquez un jour qui existe, comme 04/12/2026.' })
      return lu
    }),
})

const PHRASES = {
  interdit: 'Le calendrier d’une structure est tenu par ses propres personnes.',
  'organe-inconnu': 'Cet organe n’existe pas pour votre structure : choisissez-en un dans la liste.',
  'date-passee': 'Cette date est déjà passée. Indiquez une réunion à venir.',
  'limite-apres-reunion': 'La date limite d’inscription vient après la réunion : vérifiez les deux dates.',
} as const

/** When the organs of each member meet: it says by which day a projet must be entered. */
export function calendrierRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, etat: RetourDeFormulaire = {}) => {
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, (tx) => listReunions(tx, aujourdhui))
    return services.page(
      requete,
      reponse,
      cadre,
      pageCalendrier({ reunions: donnees, acteur: acteurDe(requete), aujourdhui, ...etat }),
    )
  }
  app.get(
    '/calendrier',
    { config: { droit: litLaGouvernance, exemple: '/calendrier' } },
    (requete, reponse) => afficher(requete, reponse),
  )
  app.post('/calendrier', { config: { droit: confirmeSesSuites } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireReunion, requete.body)
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { organe, date, limite } = lu.valeurs
    const issue = await ajouterReunion(
      base,
      acteurDe(requete),
      { organe, date, limiteInscription: limite },
      requete.maintenant,
    )
    if (!issue.ok) {
      const champ =
        issue.refus.code === 'limite-apres-reunion'
          ? 'limite'
          : issue.refus.code === 'date-passee'
            ? 'date'
            : 'organe'
      return afficher(requete, reponse, {
        fautes: [{ champ, message: PHRASES[issue.refus.code] }],
        saisies,
        statut: issue.refus.code === 'interdit' ? 403 : 422,
      })
    }
    services.annoncer(reponse, 'Réunion ajoutée : les autres membres la voient.')
    return versPage(reponse, '/calendrier')
  })
  app.post('/calendrier/importer', { config: { droit: confirmeSesSuites } }, async (requete, reponse) => {
    const recu = await lireEnvoi(requete)
    if (!recu.texte)
      return afficher(requete, reponse, {
        fautes: [{ champ: 'agenda', message: 'Choisissez le fichier .ics à importer.' }],
        statut: 422,
      })
    const deuxAns = new Date(+requete.maintenant + 730 * 86_400_000)
    const lu = lireAgenda(recu.texte, requete.maintenant, deuxAns)
    if (!lu.ok)
      return afficher(requete, reponse, { fautes: [{ champ: 'agenda', message: lu.motif }], statut: 422 })
    const reunions = lu.evenements.map(({ uid, jour }) => ({ uid, date: jour }))
    const issue = await importerReunions(base, acteurDe(requete), recu.organe, reunions, requete.maintenant)
    if (!issue.ok)
      return afficher(requete, reponse, {
        fautes: [{ champ: 'organe-importe', message: PHRASES[issue.refus.code] }],
        statut: 422,
      })
    const { lues, nouvelles } = issue.valeur
    services.annoncer(reponse, `Agenda lu : ${lues} réunion(s) à venir, dont ${nouvelles} nouvelle(s).`)
    return versPage(reponse, '/calendrier')
  })
  app.post<{ Params: { id: string } }>(
    '/calendrier/:id/annuler',
    { config: { droit: confirmeSesSuites } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = estId(id) ? await annulerReunion(base, acteurDe(requete), id, requete.maintenant) : null
      if (!issue?.ok) return services.introuvable(requete, reponse, 'Cette réunion')
      services.annoncer(reponse, 'Réunion retirée du calendrier.')
      return versPage(reponse, '/calendrier')
    },
  )
}

/** The file and the organ of the import form (multipart); the size is bounded by the application. */
async function lireEnvoi(
  requete: FastifyRequest,
): Promise<{ readonly texte: string; readonly organe: string }> {
  let texte = ''
  let organe = ''
  for await (const partie of requete.parts()) {
    if (partie.type === 'file') texte = (await partie.toBuffer()).toString('utf8')
    else if (partie.fieldname === 'organe-importe') organe = String(partie.value)
  }
  return { texte, organe }
}
