import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { jourFacultatif } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { champVersion, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLeSchema, redigeLeSchema } from '../domain/droits.ts'
import { listTraces } from '../schema.queries.ts'
import { pageComparaison } from './clauses/comparaison.page.tsx'
import { unEnVigueur, unSchema } from './exemples.ts'
import { expliquerSchema } from './expliquer.ts'
import { pageAvenant, pageEnTete } from './formulaires.page.tsx'
import { modifierEnTete, ouvrirAvenant, ouvrirSchema } from './rediger.ts'
import { pageSchema } from './schema.page.tsx'
import { pageSchemas } from './schemas.page.tsx'
import { findSchema, findSchemaEnVigueur, listSchemas } from './schemas.repository.ts'

type Adresse = { Params: { id: string } }

const titre = z
  .string('Donnez un titre.')
  .trim()
  .min(3, 'Donnez un titre (3 caractères au moins).')
  .max(200, 'Le titre tient en 200 caractères.')
const cle = z.string().refine(estId).optional()

const FormulaireEnTete = z
  .object({
    titre,
    regleAdoption: z.enum(
      ['toutes_deliberations', 'signature_presidents', 'majorite'],
      'Choisissez comment les membres adoptent le texte.',
    ),
    dateEffet: jourFacultatif,
    dateFin: jourFacultatif,
    version: champVersion,
    cle,
  })
  .refine(({ dateEffet, dateFin }) => !dateEffet || !dateFin || dateEffet <= dateFin, {
    path: ['dateFin'],
    message: 'La fin vient avant l’entrée en vigueur : vérifiez les deux dates.',
  })
const FormulaireAvenant = z.object({ titre, cle })

/** The schéma: the text in force, every text, and what opens or heads one. */
export function schemasRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  app.get('/schema', { config: { droit: litLeSchema, exemple: '/schema' } }, async (requete, reponse) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      enVigueur: await findSchemaEnVigueur(tx),
      schemas: await listSchemas(tx),
    }))
    return services.page(
      requete,
      reponse,
      cadre,
      pageSchemas({ ...donnees, acteur: acteurDe(requete), aujourdhui: jourDe(requete.maintenant) }),
    )
  })

  const afficherEnTete = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => (id ? findSchema(tx, id) : null))
    if (id && !donnees) return services.introuvable(requete, reponse, 'Ce texte')
    const page = pageEnTete({ schema: donnees, maintenant: requete.maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  const enregistrerEnTete = async (requete: FastifyRequest, reponse: FastifyReply, id: string | null) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireEnTete, requete.body)
    if (!lu.ok) return afficherEnTete(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { version, cle: envoi, ...saisi } = lu.valeurs
    const acteur = acteurDe(requete)
    const issue = id
      ? await modifierEnTete(base, acteur, id, version, saisi, requete.maintenant)
      : await ouvrirSchema(base, acteur, saisi, envoi, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, id ? 'Titre, période et règle enregistrés.' : 'Le texte est ouvert.')
      return versPage(reponse, `/schema/${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce texte')
    const { phrase } = expliquerSchema(issue.refus)
    const statut = issue.refus.code === 'interdit' ? 403 : 409
    return afficherEnTete(requete, reponse, id, { alerte: phrase, saisies, statut })
  }
  app.get(
    '/schema/nouveau',
    { config: { droit: redigeLeSchema, exemple: '/schema/nouveau' } },
    (requete, reponse) => afficherEnTete(requete, reponse, null),
  )
  app.post('/schema', { config: { droit: redigeLeSchema } }, (requete, reponse) =>
    enregistrerEnTete(requete, reponse, null),
  )
  app.get<Adresse>(
    '/schema/:id/modifier',
    { config: { droit: redigeLeSchema, exemple: unSchema('/modifier') } },
    (requete, reponse) => afficherEnTete(requete, reponse, requete.params.id),
  )
  app.post<Adresse>('/schema/:id/modifier', { config: { droit: redigeLeSchema } }, (requete, reponse) =>
    enregistrerEnTete(requete, reponse, requete.params.id),
  )

  app.get<Adresse>(
    '/schema/:id',
    { config: { droit: litLeSchema, exemple: unSchema() } },
    async (requete, reponse) => {
      const { id } = requete.params
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        schema: await findSchema(tx, id),
        traces: await listTraces(tx, `schema:${id}`),
      }))
      const { schema, traces } = donnees
      if (!schema) return services.introuvable(requete, reponse, 'Ce texte')
      const aujourdhui = jourDe(requete.maintenant)
      return services.page(
        requete,
        reponse,
        cadre,
        pageSchema({ schema, traces, acteur: acteurDe(requete), aujourdhui }),
      )
    },
  )

  const afficherAvenant = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => findSchema(tx, id))
    if (!donnees) return services.introuvable(requete, reponse, 'Ce texte')
    const page = pageAvenant({ schema: donnees, maintenant: requete.maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/schema/:id/avenant',
    { config: { droit: redigeLeSchema, exemple: unEnVigueur('/avenant') } },
    (requete, reponse) => afficherAvenant(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/schema/:id/avenant',
    { config: { droit: redigeLeSchema } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireAvenant, requete.body)
      if (!lu.ok) return afficherAvenant(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await ouvrirAvenant(
        base,
        acteurDe(requete),
        id,
        lu.valeurs.titre,
        lu.valeurs.cle,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'L’avenant est ouvert, avec les clauses du texte en vigueur.')
        return versPage(reponse, `/schema/${issue.valeur.id}`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce texte')
      const { phrase } = expliquerSchema(issue.refus)
      const statut = issue.refus.code === 'interdit' ? 403 : 409
      return afficherAvenant(requete, reponse, id, { alerte: phrase, saisies, statut })
    },
  )

  app.get<Adresse>(
    '/schema/:id/comparaison',
    { config: { droit: litLeSchema, exemple: unSchema('/comparaison', 'avenant') } },
    async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const apres = await findSchema(tx, requete.params.id)
        return { apres, avant: apres?.modifie ? await findSchema(tx, apres.modifie) : null }
      })
      if (!donnees.apres || !donnees.avant) return services.introuvable(requete, reponse, 'Cette comparaison')
      return services.page(requete, reponse, cadre, pageComparaison(donnees.avant, donnees.apres))
    },
  )
}
