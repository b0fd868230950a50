import { z } from 'zod'
import { RESSOURCES, type Ressource } from './ressources.ts'

const Probleme = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
})

const schemaDe = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> => {
  const { $schema: _, ...reste } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return reste
}

const probleme = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleme' } } },
})

const operation = ({ nom, lecture, resume, parametres, paginee }: Ressource) => ({
  get: {
    operationId: `lire${nom}`,
    summary: resume,
    description: `Demande un jeton qui permet la lecture « ${lecture} ».`,
    tags: [lecture],
    parameters: Object.entries(parametres.shape).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      description: (schema as z.ZodType).description ?? '',
      schema: schemaDe(schema as z.ZodType, 'input'),
    })),
    responses: {
      200: {
        description: paginee ? 'Une page.' : 'Tous les comptes.',
        headers: { etag: { description: 'À renvoyer dans « if-none-match ».', schema: { type: 'string' } } },
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['donnees', 'suivant'],
              properties: {
                donnees: { type: 'array', items: { $ref: `#/components/schemas/${nom}` } },
                suivant: {
                  type: ['string', 'null'],
                  description: 'À donner dans « apres » pour la page suivante ; null à la fin.',
                },
              },
            },
          },
        },
      },
      304: { description: 'Rien n’a changé depuis cet « etag ».' },
      400: probleme('Un paramètre est inconnu ou mal écrit.'),
      401: probleme('Le jeton manque, est inconnu, retiré ou passé.'),
      403: probleme(`Le jeton ne permet pas la lecture « ${lecture} ».`),
      429: {
        ...probleme('Trop de lectures en une minute.'),
        headers: { 'retry-after': { description: 'Secondes à attendre.', schema: { type: 'integer' } } },
      },
    },
  },
})

/**
 * The description of the API (OpenAPI 3.1), made from the same list as its routes.
 * @param adresse public address of the application, without a final slash
 */
export const descriptionOpenApi = (adresse: string, version: string): Record<string, unknown> => ({
  openapi: '3.1.0',
  info: {
    title: 'Maillage, lectures d’un membre',
    version,
    description:
      'Ce qu’un programme d’un membre peut lire en son nom : décisions, programme, adhésions, nombres de demandes. Aucune écriture.',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: adresse }],
  security: [{ jeton: [] }],
  paths: Object.fromEntries(RESSOURCES.map((ressource) => [ressource.chemin, operation(ressource)])),
  components: {
    securitySchemes: {
      jeton: {
        type: 'http',
        scheme: 'bearer',
        description: 'Un jeton créé dans « Interconnexions » par la direction du membre.',
      },
    },
    schemas: {
      Probleme: schemaDe(Probleme),
      ...Object.fromEntries(RESSOURCES.map(({ nom, element }) => [nom, schemaDe(element)])),
    },
  },
})
