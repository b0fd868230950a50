import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { entierFacultatif } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { champVersion, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estId } from '#shared/ids.ts'
import { redigeLeSchema } from '../../domain/droits.ts'
import { ORDRE_DES_SECTIONS } from '../../domain/sections.ts'
import { listTraces } from '../../schema.queries.ts'
import { uneClause, unSchema } from '../exemples.ts'
import { expliquerSchema } from '../expliquer.ts'
import { findSchema } from '../schemas.repository.ts'
import { pageClause } from './clause.page.tsx'
import { enregistrerClause, retirerClause } from './rediger-clauses.ts'

type Adresse = { Params: { id: string; clauseId: string } }

const FormulaireClause = z.object({
  section: z.enum([...ORDRE_DES_SECTIONS], 'Choisissez la partie du schéma.'),
  titre: z
    .string('Donnez un titre.')
    .trim()
    .min(2, 'Donnez un titre à la clause (2 caractères au moins).')
    .max(200, 'Le titre tient en 200 caractères.'),
  texte: z
    .string('Rédigez le texte.')
    .transform((texte) => texte.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'Rédigez le texte de la clause.')
        .max(60_000, 'Une clause tient en 60 000 caractères.'),
    ),
  ordre: entierFacultatif(1, 999),
  version: champVersion,
  cle: z.string().refine(estId).optional(),
})

/** The clauses of a text being written: added, rewritten, withdrawn, brought back. */
export function clausesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    clauseId: string | null,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      schema: await findSchema(tx, id),
      traces: clauseId ? await listTraces(tx, `clause:${clauseId}`) : [],
    }))
    const clause = clauseId ? donnees.schema?.clauses.find((candidate) => candidate.id === clauseId) : null
    if (!donnees.schema || clause === undefined) return services.introuvable(requete, reponse, 'Cette clause')
    return services.page(
      requete,
      reponse,
      cadre,
      pageClause({
        schema: donnees.schema,
        clause,
        traces: donnees.traces,
        section: saisie(requete.query as Saisies, 'section'),
        maintenant: requete.maintenant,
        ...retour,
      }),
    )
  }
  const enregistrer = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    clauseId: string | null,
  ) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireClause, requete.body)
    if (!lu.ok) return afficher(requete, reponse, id, clauseId, { fautes: lu.fautes, saisies, statut: 422 })
    const { version, cle, ...clause } = lu.valeurs
    const issue = await enregistrerClause(
      base,
      acteurDe(requete),
      id,
      clauseId,
      version,
      clause,
      cle,
      requete.maintenant,
    )
    if (issue.ok) {
      services.annoncer(reponse, 'Clause enregistrée. Ses versions précédentes restent dans son historique.')
      return versPage(reponse, `/schema/${id}#clause-${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette clause')
    const { phrase } = expliquerSchema(issue.refus)
    const statut = issue.refus.code === 'interdit' ? 403 : 409
    return afficher(requete, reponse, id, clauseId, { alerte: phrase, saisies, statut })
  }

  app.get<Adresse>(
    '/schema/:id/clauses/nouvelle',
    {
      config: {
        droit: redigeLeSchema,
        exemple: unSchema('/clauses/nouvelle', undefined, ['brouillon', 'concertation']),
      },
    },
    (requete, reponse) => afficher(requete, reponse, requete.params.id, null),
  )
  app.post<Adresse>('/schema/:id/clauses', { config: { droit: redigeLeSchema } }, (requete, reponse) =>
    enregistrer(requete, reponse, requete.params.id, null),
  )
  app.get<Adresse>(
    '/schema/:id/clauses/:clauseId',
    { config: { droit: redigeLeSchema, exemple: uneClause } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id, requete.params.clauseId),
  )
  app.post<Adresse>(
    '/schema/:id/clauses/:clauseId',
    { config: { droit: redigeLeSchema } },
    (requete, reponse) => enregistrer(requete, reponse, requete.params.id, requete.params.clauseId),
  )

  for (const geste of ['retirer', 'retablir'] as const)
    app.post<Adresse>(
      `/schema/:id/clauses/:clauseId/${geste}`,
      { config: { droit: redigeLeSchema } },
      async (requete, reponse) => {
        const { id, clauseId } = requete.params
        const version = Number(saisie(requete.body as Saisies, 'version'))
        const retiree = geste === 'retirer'
        const issue = await retirerClause(
          base,
          acteurDe(requete),
          id,
          clauseId,
          version,
          retiree,
          requete.maintenant,
        )
        if (issue.ok) {
          services.annoncer(
            reponse,
            `« ${issue.valeur.titre} » est ${retiree ? 'retirée ; vous pouvez la rétablir' : 'rétablie'}.`,
          )
          return versPage(reponse, `/schema/${id}`)
        }
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette clause')
        const { phrase } = expliquerSchema(issue.refus)
        const statut = issue.refus.code === 'interdit' ? 403 : 409
        return afficher(requete, reponse, id, clauseId, { alerte: phrase, statut })
      },
    )
}
