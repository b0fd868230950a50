import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Envoi, recevoirEnvoi } from '#platform/fichiers/recevoir-envoi.ts'
import { entierFacultatif, jourFacultatif } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { champVersion, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { cycleSchema, type GesteSchema, LIBELLES_STATUT } from '../domain/cycle-schema.ts'
import { litLeSchema, redigeLeSchema } from '../domain/droits.ts'
import { pageDeliberation } from './adoption/deliberation.page.tsx'
import { delibererSurLeSchema } from './adoption/deliberer.ts'
import { conduireSchema } from './conduire.ts'
import { pageEtape } from './etapes.page.tsx'
import { uneDeliberation, unSchema } from './exemples.ts'
import { expliquerAdoption, expliquerSchema } from './expliquer.ts'
import { findSchema } from './schemas.repository.ts'

type AdresseDEtape = { Params: { id: string; geste: string } }
type AdresseDeLigne = { Params: { id: string; organismeId: string } }

const estGeste = (texte: string): texte is GesteSchema => Object.hasOwn(cycleSchema, texte)

const FormulaireEtape = z.object({
  jour: jourFacultatif,
  fin: jourFacultatif,
  reference: z.string().trim().max(200, 'La référence tient en 200 caractères.').default(''),
  motif: z.string().trim().max(2000, 'Le motif tient en 2 000 caractères.').default(''),
  version: champVersion,
})

const FormulaireDeliberation = z.object({
  avis: z.enum(['attendu', 'favorable', 'defavorable'], 'Choisissez l’avis de votre organe délibérant.'),
  numeroActe: z.string().trim().max(60, 'Le numéro d’acte tient en 60 caractères.').default(''),
  dateActe: jourFacultatif,
  pour: entierFacultatif(0, 1000),
  contre: entierFacultatif(0, 1000),
  abstention: entierFacultatif(0, 1000),
  signeLe: jourFacultatif,
  note: z.string().trim().max(4000, 'La note tient en 4 000 caractères.').default(''),
  version: champVersion,
})

/** The steps of a text, led by the coordination, and the row of each member, written by its own people. */
export function etapesRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services

  const afficherEtape = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { id, geste }: AdresseDEtape['Params'],
    retour: RetourDeFormulaire = {},
  ) => {
    if (!estGeste(geste)) return services.introuvable(requete, reponse, 'Cette étape')
    const { cadre, donnees } = await services.lire(requete, (tx) => findSchema(tx, id))
    if (!donnees) return services.introuvable(requete, reponse, 'Ce texte')
    const page = pageEtape({ schema: donnees, geste, aujourdhui: jourDe(requete.maintenant), ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<AdresseDEtape>(
    '/schema/:id/etapes/:geste',
    {
      config: {
        droit: redigeLeSchema,
        exemple: unSchema('/etapes/abandonner', undefined, [
          'brouillon',
          'concertation',
          'arrete',
          'deliberation',
        ]),
      },
    },
    (requete, reponse) => afficherEtape(requete, reponse, requete.params),
  )
  app.post<AdresseDEtape>(
    '/schema/:id/etapes/:geste',
    { config: { droit: redigeLeSchema } },
    async (requete, reponse) => {
      const { id, geste } = requete.params
      if (!estGeste(geste)) return services.introuvable(requete, reponse, 'Cette étape')
      const envoi = requete.isMultipart() ? await recevoirEnvoi(requete.parts()) : null
      if (envoi && !envoi.ok)
        return afficherEtape(requete, reponse, requete.params, {
          fautes: [{ champ: 'fichier', message: envoi.refus.phrase }],
          saisies: envoi.refus.champs,
          statut: 422,
        })
      const saisies = envoi ? envoi.valeur.champs : (requete.body as Saisies)
      const lu = lireFormulaire(FormulaireEtape, saisies)
      if (!lu.ok)
        return afficherEtape(requete, reponse, requete.params, { fautes: lu.fautes, saisies, statut: 422 })
      const fichier = envoi ? await garder(envoi.valeur) : null
      const issue = await conduireSchema(
        base,
        acteurDe(requete),
        id,
        geste,
        { ...lu.valeurs, fichier },
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(
          reponse,
          `Le texte est maintenant « ${LIBELLES_STATUT[issue.valeur.statut].toLowerCase()} ».`,
        )
        return versPage(reponse, `/schema/${id}`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce texte')
      const { champ, phrase } = expliquerSchema(issue.refus)
      return afficherEtape(requete, reponse, requete.params, {
        saisies,
        ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
        statut: issue.refus.code === 'interdit' ? 403 : champ ? 422 : 409,
      })
    },
  )
  async function garder({ fichier }: Envoi) {
    if (!fichier) return null
    const sha256 = await fichiers.garder(fichier.contenu)
    return { nom: fichier.nom, typeMime: fichier.typeMime, taille: fichier.contenu.length, sha256 }
  }

  const afficherLigne = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { id, organismeId }: AdresseDeLigne['Params'],
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => findSchema(tx, id))
    const adoption = donnees?.adoptions.find((candidate) => candidate.organismeId === organismeId)
    if (!donnees || !adoption) return services.introuvable(requete, reponse, 'Cette délibération')
    const page = pageDeliberation({ schema: donnees, adoption, acteur: acteurDe(requete), ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<AdresseDeLigne>(
    '/schema/:id/deliberations/:organismeId',
    { config: { droit: litLeSchema, exemple: uneDeliberation } },
    (requete, reponse) => afficherLigne(requete, reponse, requete.params),
  )
  app.post<AdresseDeLigne>(
    '/schema/:id/deliberations/:organismeId',
    { config: { droit: litLeSchema } },
    async (requete, reponse) => {
      const { id, organismeId } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireDeliberation, requete.body)
      if (!lu.ok)
        return afficherLigne(requete, reponse, requete.params, { fautes: lu.fautes, saisies, statut: 422 })
      const { version, pour, contre, abstention, numeroActe, ...acte } = lu.valeurs
      const issue = await delibererSurLeSchema(
        base,
        acteurDe(requete),
        id,
        organismeId,
        version,
        {
          ...acte,
          numeroActe: numeroActe || null,
          vote: pour === null ? null : { pour, contre: contre ?? 0, abstention: abstention ?? 0 },
        },
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Délibération enregistrée pour votre structure.')
        return versPage(reponse, `/schema/${id}#deliberations`)
      }
      if (issue.refus.code === 'introuvable')
        return services.introuvable(requete, reponse, 'Cette délibération')
      const { champ, phrase } = expliquerAdoption(issue.refus)
      return afficherLigne(requete, reponse, requete.params, {
        saisies,
        ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
        statut: issue.refus.code === 'interdit' ? 403 : champ ? 422 : 409,
      })
    },
  )
}
