import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { champVersion, lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe, lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLaGouvernance, tientLesSeances } from '../domain/droits.ts'
import { listDocuments, listSeances } from '../seances/seances.queries.ts'
import { pageDocument, pageDocuments } from './documents.page.tsx'
import { enregistrerDocument } from './enregistrer-document.ts'

const jourFacultatif = z
  .string()
  .default('')
  .transform((texte, contexte) => {
    const lu = texte.trim() === '' ? null : lireJour(texte)
    if (texte.trim() !== '' && !lu)
      contexte.addIssue({ code: 'custom', message: 'Indiquez un jour qui existe, comme 15/12/2026.' })
    return lu
  })

const FormulaireDocument = z.object({
  titre: z
    .string()
    .trim()
    .min(3, 'Donnez un titre (3 caractères au moins).')
    .max(200, 'Le titre tient en 200 caractères.'),
  type: z.enum(
    ['schema', 'avenant', 'reglement', 'convention', 'lettre_mission', 'accord', 'bilan', 'autre'],
    'Choisissez la nature du document.',
  ),
  du: jourFacultatif,
  au: jourFacultatif,
  preavis: z.coerce
    .number('Indiquez un nombre de mois.')
    .int()
    .min(0, 'Le préavis est de 0 mois au moins.')
    .max(36, 'Le préavis est de 36 mois au plus.')
    .default(6),
  version: champVersion,
  cle: z.string().refine(estId).optional(),
})

/** The register of conventions and documents with their end and notice: what expires feeds the agendas. */
export function documentsRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/documents',
    { config: { droit: litLaGouvernance, exemple: '/documents' } },
    async (requete, reponse) => {
      const aujourdhui = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        documents: await listDocuments(tx, aujourdhui, false),
        seances: await listSeances(tx, {
          avenir: true,
          personneId: acteurDe(requete).personneId,
          limite: 20,
          decalage: 0,
        }),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageDocuments({ ...donnees, acteur: acteurDe(requete), aujourdhui }),
      )
    },
  )
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    etat: RetourDeFormulaire = {},
  ) => {
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, (tx) => listDocuments(tx, aujourdhui, false))
    const document = id ? donnees.find((d) => d.id === id) : null
    if (document === undefined) return services.introuvable(requete, reponse, 'Ce document')
    return services.page(
      requete,
      reponse,
      cadre,
      pageDocument({ document, maintenant: requete.maintenant, ...etat }),
    )
  }
  const enregistrer = async (requete: FastifyRequest, reponse: FastifyReply, id: string | null) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireDocument, requete.body)
    if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { preavis, version, cle, ...reste } = lu.valeurs
    if (reste.du && reste.au && reste.au < reste.du)
      return afficher(requete, reponse, id, {
        fautes: [{ champ: 'au', message: 'La fin vient avant le début : vérifiez les deux dates.' }],
        saisies,
        statut: 422,
      })
    const issue = await enregistrerDocument(
      services.base,
      acteurDe(requete),
      { id, version, preavisMois: preavis, ...reste },
      cle,
      requete.maintenant,
    )
    if (issue.ok) {
      services.annoncer(reponse, 'Document enregistré. Son échéance sera rappelée à temps.')
      return versPage(reponse, '/documents')
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce document')
    return afficher(requete, reponse, id, {
      alerte:
        issue.refus.code === 'page-perimee'
          ? PAGE_PERIMEE
          : 'Seule la coordination enregistre les documents de la coopération.',
      saisies,
      statut: issue.refus.code === 'interdit' ? 403 : 409,
    })
  }
  app.get(
    '/documents/nouveau',
    { config: { droit: tientLesSeances, exemple: '/documents/nouveau' } },
    (requete, reponse) => afficher(requete, reponse, null),
  )
  app.post('/documents', { config: { droit: tientLesSeances } }, (requete, reponse) =>
    enregistrer(requete, reponse, null),
  )
  app.get<{ Params: { id: string } }>(
    '/documents/:id/modifier',
    {
      config: {
        droit: tientLesSeances,
        exemple: async (tx) => {
          const ligne = await tx.selectFrom('document').select('id').limit(1).executeTakeFirst()
          return ligne ? `/documents/${ligne.id}/modifier` : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<{ Params: { id: string } }>(
    '/documents/:id/modifier',
    { config: { droit: tientLesSeances } },
    (requete, reponse) => enregistrer(requete, reponse, requete.params.id),
  )
}
