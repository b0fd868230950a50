import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { avancerSchema, type DemandeSchema } from '../domain/avancer-schema.ts'
import { cycleSchema, type GesteSchema } from '../domain/cycle-schema.ts'
import { redigeLeSchema } from '../domain/droits.ts'
import { listMembres } from '../schema.queries.ts'
import { tracer } from '../tracer.ts'
import { lockSchema, type SchemaLu } from './schemas.repository.ts'

export type GesteSaisi = Omit<DemandeSchema, 'preuve'> & {
  readonly version: number
  readonly fichier: FichierRecu | null
}

/** Leads a text to its next step. `version` is that of the page shown. */
export const conduireSchema = (
  base: Base,
  acteur: Acteur,
  schemaId: string,
  geste: GesteSchema,
  { version, fichier, ...saisi }: GesteSaisi,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!redigeLeSchema.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const schema = await lockSchema(tx, schemaId)
    if (!schema) return refuser({ code: 'introuvable' as const })
    if (schema.version !== version) return refuser({ code: 'page-perimee' as const })
    const demande = { ...saisi, preuve: fichier !== null }
    const aujourdhui = jourDe(maintenant)
    const issue = avancerSchema(schema, geste, demande, aujourdhui)
    if (!issue.ok) return issue
    if (geste === 'soumettre') await demanderAuxMembres(tx, acteur, schema, aujourdhui)
    if (geste === 'mettre_en_vigueur') await remplacerLeTexteEnVigueur(tx, acteur, schema, maintenant)
    const fichierId = fichier && (await insertFichier(tx, acteur, fichier, maintenant))
    await tx
      .updateTable('schema_regional')
      .set({
        statut: issue.valeur,
        ...(geste === 'soumettre' && { tour: schema.tour + 1 }),
        ...(geste === 'arreter' && { arrete_le: demande.jour, arrete_reference: demande.reference }),
        ...(geste === 'signer' && { signe_le: demande.jour }),
        ...(geste === 'transmettre' && {
          transmis_le: demande.jour,
          transmission_reference: demande.reference,
          transmission_fichier_id: fichierId,
        }),
        ...(geste === 'mettre_en_vigueur' && { date_effet: demande.jour, date_fin: demande.fin }),
        ...(geste === 'reprendre' && { arrete_le: null, arrete_reference: '' }),
        ...(geste === 'abandonner' && { motif_fin: demande.motif }),
      })
      .where('id', '=', schemaId)
      .execute()
    await tracer(tx, acteur, maintenant, {
      objet: `schema:${schemaId}`,
      geste,
      avant: { statut: schema.statut },
      apres: { ...saisi, statut: issue.valeur, ...(fichier && { fichier: fichier.nom }) },
    })
    await consigner(tx, acteur, maintenant, {
      action: `schema.${geste}`,
      objet: { type: 'schema', id: schemaId },
      resume: `${cycleSchema[geste].libelle} : ${schema.titre}`,
    })
    return accepter({ statut: issue.valeur })
  })

/** One row per member that deliberates, each waiting for its own people. */
async function demanderAuxMembres(tx: Tx, acteur: Acteur, schema: SchemaLu, aujourdhui: string) {
  const membres = (await listMembres(tx, aujourdhui)).filter(({ delibere }) => delibere)
  await tx
    .insertInto('schema_adoption')
    .values(
      membres.map(({ organismeId }) => ({
        cooperation_id: acteur.cooperationId,
        schema_id: schema.id,
        tour: schema.tour + 1,
        organisme_id: organismeId,
      })),
    )
    .execute()
}

/** Two texts are never in force together: the former one is replaced in the same transaction. */
async function remplacerLeTexteEnVigueur(tx: Tx, acteur: Acteur, schema: SchemaLu, maintenant: Date) {
  const { rows } = await sql<{ id: string }>`
    update schema_regional set statut = 'remplace' where statut = 'en_vigueur' returning id`.execute(tx)
  for (const { id } of rows)
    await tracer(tx, acteur, maintenant, {
      objet: `schema:${id}`,
      geste: 'remplacer',
      apres: { par: schema.titre },
    })
}
