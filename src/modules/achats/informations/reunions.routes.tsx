import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ecrireCalendrier } from '#platform/agenda/agenda.ts'
import {
  adresseSecurisee,
  cle,
  entierFacultatif,
  heureDemandee,
  jourDemande,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { instantParis } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { unLien } from '../consultation/exemple-lien.ts'
import { ouvrirLien } from '../consultation/repondre.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { uneOperation } from '../exemples.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { pageReunions } from './reunions.page.tsx'
import { listReunions, type Reunion } from './reunions.queries.ts'
import { annoncerReunion, annulerReunion, type RefusReunion } from './tenir-reunion.ts'

type Adresse = { Params: { id: string } }

const Schema = z.object({
  titre: texteDemande(3, 160, 'Donnez un titre à la réunion.'),
  le: jourDemande('Indiquez le jour de la réunion.'),
  heure: heureDemandee,
  minutes: entierFacultatif(15, 600, 'La durée va de 15 à 600 minutes.'),
  lieu: texteLibre(200),
  adresse: adresseSecurisee,
  cle,
})
const SchemaAnnuler = z.object({ version })

const MOTS: Readonly<Record<RefusReunion['code'], readonly [string | null, string, number]>> = {
  interdit: [null, 'Chaque Centre de gestion lié par la décision tient ses propres réunions.', 403],
  introuvable: [null, 'Cette réunion n’existe pas.', 404],
  passee: ['le', 'Ce jour et cette heure sont passés : annoncez une réunion à venir.', 422],
  'page-perimee': [null, PAGE_PERIMEE, 409],
}

/** Information meetings of a purchase, and their calendar: for members, and for an employer through its link. */
export function reunionsRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: await findOperation(tx, id),
      reunions: await listReunions(tx, id, requete.maintenant),
    }))
    const { operation, reunions } = donnees
    if (!operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const page = pageReunions({
      operation,
      reunions,
      acteur: acteurDe(requete),
      maintenant: requete.maintenant,
      cle: nouvelId(),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  const revenir = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { code }: RefusReunion,
    saisies?: Saisies,
  ) => {
    const [champ, phrase, statut] = MOTS[code]
    const { id } = requete.params as Adresse['Params']
    return afficher(requete, reponse, id, {
      statut,
      ...(saisies && { saisies }),
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
    })
  }
  app.get<Adresse>(
    '/achats/:id/reunions',
    { config: { droit: litLesAchats, exemple: uneOperation('/reunions') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.get<Adresse>(
    '/achats/:id/reunions.ics',
    { config: { droit: litLesAchats, exemple: uneOperation('/reunions.ics') } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = await base.enTantQue(acteurDe(requete), async (tx) => ({
        operation: await findOperation(tx, id),
        reunions: await listReunions(tx, id, requete.maintenant),
      }))
      if (!lu.operation) return services.introuvable(requete, reponse, 'Ce calendrier')
      return envoyer(reponse, lu.operation.titre, lu.reunions, services.adresse)
    },
  )
  app.get<{ Params: { jeton: string } }>(
    '/achats/repondre/:jeton/reunions.ics',
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const lien = await unLien(tx, secret, services.maintenant())
          return lien && `${lien}/reunions.ics`
        },
      },
    },
    async (requete, reponse) => {
      const lien = await ouvrirLien(base, secret, requete.params.jeton, requete.maintenant)
      if (typeof lien === 'string') return services.introuvable(requete, reponse, 'Ce calendrier')
      const centres = lien.employeurs.map(({ centreId }) => centreId)
      const reunions = await base.enTantQueSysteme(
        'calendrier des réunions par le lien',
        lien.cooperationId,
        (tx) => listReunions(tx, lien.operation.id, requete.maintenant, centres),
      )
      return envoyer(reponse, lien.operation.titre, reunions, services.adresse)
    },
  )
  app.post<Adresse>(
    '/achats/:id/reunions',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(Schema, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { saisies, fautes: lu.fautes, statut: 422 })
      const { le, heure, minutes, cle: cleRecue, ...reste } = lu.valeurs
      const issue = await annoncerReunion(
        base,
        acteurDe(requete),
        id,
        { ...reste, debutLe: instantParis(le, heure), minutes: minutes ?? 60 },
        cleRecue,
        requete.maintenant,
      )
      if (!issue.ok) return revenir(requete, reponse, issue.refus, saisies)
      services.annoncer(reponse, 'Réunion annoncée : elle est dans le calendrier de vos employeurs.')
      return versPage(reponse, `/achats/${id}/reunions`)
    },
  )
  app.post<{ Params: { id: string; reunion: string } }>(
    '/achats/:id/reunions/:reunion/annuler',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id, reunion } = requete.params
      const lu = lireFormulaire(SchemaAnnuler, requete.body)
      const issue = await annulerReunion(
        base,
        acteurDe(requete),
        id,
        reunion,
        lu.ok ? lu.valeurs.version : -1,
        requete.maintenant,
      )
      if (!issue.ok) return revenir(requete, reponse, issue.refus)
      services.annoncer(reponse, 'Réunion annulée : les agendas la montrent barrée.')
      return versPage(reponse, `/achats/${id}/reunions`)
    },
  )
}

const envoyer = (reponse: FastifyReply, titre: string, reunions: readonly Reunion[], adresse: string) =>
  reponse
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'attachment; filename="reunions.ics"')
    .send(
      ecrireCalendrier(
        titre,
        reunions.map((r) => ({
          uid: `${r.id}@reunion.maillage`,
          sequence: r.version - 1,
          titre: r.titre,
          description: `${titre}, ${r.centre}`,
          lieu: r.lieu,
          adresse: r.adresse || adresse,
          debutLe: r.debutLe,
          finLe: new Date(+r.debutLe + r.minutes * 60_000),
          etabliLe: r.annuleeLe ?? r.debutLe,
          annulee: r.annuleeLe !== null,
        })),
      ),
    )
