import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ecrireCalendrier } from '#platform/agenda/agenda.ts'
import { cle, jourDemande, jourFacultatif, texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { ajouterJours, instantParis, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateLongue } from '#shared/typographie.ts'
import { GENRES_DE_DATE } from '../domain/dates-annoncees.ts'
import { suitDesDemandes, traite } from '../domain/droits.ts'
import { uneDate } from '../exemples.ts'
import { DATES, pageDate, pageDates } from './dates.page.tsx'
import { type DateLue, findDate, listDates } from './dates.queries.ts'
import { annulerDate, ecrireDate, type RefusDate } from './ecrire-date.ts'
import { cheminDuCalendrier, lireLienDuCalendrier } from './lien.ts'

type Adresse = { Params: { id: string } }
const Schema = z.object({
  libelle: texteDemande(3, 160, 'Dites ce qui a lieu, en trois lettres au moins.'),
  genre: z.enum(['concours', 'conseil_medical', 'instance'], 'Choisissez un genre dans la liste.'),
  le: jourDemande('Indiquez la date.'),
  depot: jourFacultatif,
  version,
  cle,
})

/** Dates of every centre: read by all, written by each, followed by diaries. */
export function datesRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services
  type Retour = RetourDeFormulaire & { readonly conflits?: readonly DateLue[] }

  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, retour: Retour = {}) => {
    const acteur = acteurDe(requete)
    const { maintenant } = requete
    const { cadre, donnees: dates } = await services.lire(requete, (tx) => listDates(tx, jourDe(maintenant)))
    const flux = cheminDuCalendrier(secret, acteur.cooperationId, maintenant)
    const page = pageDates({ dates, acteur, maintenant, flux, cle: nouvelId(), ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  const afficherUne = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const { cadre, donnees: date } = await services.lire(requete, (tx) => findDate(tx, id))
    if (!date || date.annulee || date.centreId !== acteurDe(requete).organismeId)
      return services.introuvable(requete, reponse, 'Cette date')
    return services.page(requete, reponse, cadre, pageDate({ date, ...retour }))
  }

  app.get(DATES, { config: { droit: suitDesDemandes, exemple: DATES } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.get<Adresse>(
    `${DATES}/:id`,
    { config: { droit: traite, exemple: uneDate(DATES) } },
    (requete, reponse) => afficherUne(requete, reponse, requete.params.id),
  )

  const ecrire = async (requete: FastifyRequest, reponse: FastifyReply, id: string | null) => {
    const saisies = (requete.body ?? {}) as Saisies
    const refaire = (retour: Retour) =>
      id === null
        ? afficher(requete, reponse, { saisies, ...retour })
        : afficherUne(requete, reponse, id, { saisies, ...retour })
    const lu = lireFormulaire(Schema, saisies)
    if (!lu.ok) return refaire({ fautes: lu.fautes, statut: 422 })
    const { libelle, genre, le, depot, version: lue, cle: envoi } = lu.valeurs
    const quandMeme = saisie(saisies, 'quandmeme') === 'oui'
    const date = { libelle, genre, le, depotAvant: depot, quandMeme }
    const issue = await ecrireDate(base, acteurDe(requete), id, lue, date, envoi, requete.maintenant)
    if (!issue.ok) {
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette date')
      return refaire(enRetourDe(issue.refus))
    }
    services.annoncer(reponse, `« ${libelle} », ${dateLongue(le)} : enregistré, les agendas suivront.`)
    return versPage(reponse, `${DATES}#date-${issue.valeur.id}`)
  }
  app.post(DATES, { config: { droit: traite } }, (requete, reponse) => ecrire(requete, reponse, null))
  app.post<Adresse>(`${DATES}/:id`, { config: { droit: traite } }, (requete, reponse) =>
    ecrire(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(`${DATES}/:id/annuler`, { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(z.object({ version }), requete.body)
    const lue = lu.ok ? lu.valeurs.version : -1
    const issue = await annulerDate(base, acteurDe(requete), id, lue, requete.maintenant)
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette date')
        : afficherUne(requete, reponse, id, enRetourDe(issue.refus))
    services.annoncer(reponse, 'Date annulée : elle reste au calendrier, barrée.')
    return versPage(reponse, DATES)
  })

  app.get<{ Params: { jeton: string } }>(
    `${DATES}/suivre/:jeton/calendrier.ics`,
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const une = await tx
            .selectFrom('demande_date')
            .select('cooperation_id')
            .orderBy('id')
            .limit(1)
            .executeTakeFirst()
          return une ? cheminDuCalendrier(secret, une.cooperation_id, services.maintenant()) : null
        },
      },
    },
    async (requete, reponse) => {
      const cooperationId = lireLienDuCalendrier(secret, requete.params.jeton, requete.maintenant)
      if (!cooperationId) return services.introuvable(requete, reponse, 'Ce calendrier')
      const dates = await base.enTantQueSysteme('calendrier des centres', cooperationId, (tx) =>
        listDates(tx, jourDe(requete.maintenant), true),
      )
      return reponse.type('text/calendar; charset=utf-8').send(
        ecrireCalendrier(
          'Calendrier des centres',
          dates.map((date) => evenementDe(date, services.adresse)),
        ),
      )
    },
  )
}

const enRetourDe = (
  refus: Exclude<RefusDate, { code: 'introuvable' }> | RefusDate,
): RetourDeFormulaire & {
  readonly conflits?: readonly DateLue[]
} => {
  if (refus.code === 'depot') return { fautes: [{ champ: 'depot', message: refus.phrase }], statut: 422 }
  if (refus.code === 'conflit') return { conflits: refus.avec, statut: 409 }
  return { alerte: PAGE_PERIMEE, statut: 409 }
}

/** A whole day, in a diary: from its midnight to the next one, in Paris. */
const evenementDe = (date: DateLue, adresse: string) => ({
  uid: `demande-date-${date.id}@maillage`,
  sequence: date.version - 1,
  titre: `${date.centre} : ${date.libelle}`,
  description: `${GENRES_DE_DATE[date.genre]}.${date.depotAvant ? ` Dépôt avant le ${dateLongue(date.depotAvant)}.` : ''}`,
  lieu: date.centre,
  adresse: `${adresse}${DATES}`,
  debutLe: instantParis(date.le, '00:00'),
  finLe: instantParis(ajouterJours(date.le, 1), '00:00'),
  etabliLe: date.ecriteLe,
  annulee: date.annulee,
})
