import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import type { RegleAdoption } from '../domain/adoption.ts'
import { seRedige } from '../domain/cycle-schema.ts'
import { redigeLeSchema } from '../domain/droits.ts'
import { clausesLues } from '../domain/sections.ts'
import { tracer } from '../tracer.ts'
import { lockSchema, type SchemaLu } from './schemas.repository.ts'

const INTERDIT = refuser({ code: 'interdit' as const })
export const INTROUVABLE = refuser({ code: 'introuvable' as const })
export const PERIMEE = refuser({ code: 'page-perimee' as const })

export type EnTeteSaisi = {
  readonly titre: string
  readonly regleAdoption: RegleAdoption
  readonly dateEffet: Jour | null
  readonly dateFin: Jour | null
}

/** Opens a new text, without a clause. */
export const ouvrirSchema = (
  base: Base,
  acteur: Acteur,
  saisi: EnTeteSaisi,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!redigeLeSchema.autorise(acteur)) return INTERDIT
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await tx
      .insertInto('schema_regional')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        genre: 'schema',
        cree_le: maintenant,
        fictif,
        ...enColonnes(saisi),
      })
      .execute()
    await noter(tx, acteur, maintenant, id, 'ouvrir', saisi, `Schéma ouvert à la rédaction : ${saisi.titre}`)
    return accepter({ id })
  })

/**
 * Opens an avenant: a text that starts from the clauses of the one in force. One at a time: a second one would not know what the first changes.
 */
export const ouvrirAvenant = (
  base: Base,
  acteur: Acteur,
  schemaId: string,
  titre: string,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!redigeLeSchema.autorise(acteur)) return INTERDIT
    const source = await lockSchema(tx, schemaId)
    if (!source) return INTROUVABLE
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    if (source.statut !== 'en_vigueur') return refuser({ code: 'pas-en-vigueur' as const })
    const ouvert = await tx
      .selectFrom('schema_regional')
      .select('id')
      .where('modifie', '=', schemaId)
      .where('statut', 'not in', ['en_vigueur', 'remplace', 'expire', 'abandonne'])
      .executeTakeFirst()
    if (ouvert) return refuser({ code: 'avenant-ouvert' as const, id: ouvert.id })
    await tx
      .insertInto('schema_regional')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        genre: 'avenant',
        numero: source.numero + 1,
        modifie: source.id,
        cree_le: maintenant,
        titre,
        regle_adoption: source.regleAdoption,
        date_fin: source.dateFin,
        fictif: source.fictif,
      })
      .execute()
    const reprises = clausesLues(source.clauses)
    if (reprises.length > 0)
      await tx
        .insertInto('schema_clause')
        .values(
          reprises.map((clause) => ({
            id: nouvelId(+maintenant),
            cooperation_id: acteur.cooperationId,
            schema_id: id,
            section: clause.section,
            ordre: clause.ordre,
            titre: clause.titre,
            texte: clause.texte,
            origine: clause.id,
          })),
        )
        .execute()
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ouvrir_avenant',
      { titre },
      `Avenant n° ${source.numero + 1} ouvert : ${titre}`,
    )
    return accepter({ id })
  })

/** Corrects the title, the period and the adoption rule of a text that is being written. */
export const modifierEnTete = (
  base: Base,
  acteur: Acteur,
  schemaId: string,
  version: number,
  saisi: EnTeteSaisi,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const lu = await tenirEnRedaction(tx, acteur, schemaId)
    if (!lu.ok) return lu
    const { titre, regleAdoption, dateEffet, dateFin } = lu.valeur
    if (lu.valeur.version !== version) return PERIMEE
    await tx.updateTable('schema_regional').set(enColonnes(saisi)).where('id', '=', schemaId).execute()
    await noter(
      tx,
      acteur,
      maintenant,
      schemaId,
      'modifier',
      saisi,
      `En-tête du schéma modifié : ${saisi.titre}`,
      { titre, regleAdoption, dateEffet, dateFin },
    )
    return accepter({ id: schemaId })
  })

/** The text, held, when the actor may write in it. */
export async function tenirEnRedaction(tx: Tx, acteur: Acteur, id: string) {
  if (!redigeLeSchema.autorise(acteur)) return INTERDIT
  const schema = await lockSchema(tx, id)
  if (!schema) return INTROUVABLE
  return seRedige(schema.statut)
    ? accepter<SchemaLu>(schema)
    : refuser({ code: 'texte-fige' as const, statut: schema.statut })
}

const enColonnes = ({ titre, regleAdoption, dateEffet, dateFin }: EnTeteSaisi) => ({
  titre,
  regle_adoption: regleAdoption,
  date_effet: dateEffet,
  date_fin: dateFin,
})

async function noter(
  tx: Tx,
  acteur: Acteur,
  maintenant: Date,
  id: string,
  geste: string,
  apres: EnTeteSaisi | { readonly titre: string },
  resume: string,
  avant: EnTeteSaisi | null = null,
): Promise<void> {
  await tracer(tx, acteur, maintenant, { objet: `schema:${id}`, geste, avant, apres })
  await consigner(tx, acteur, maintenant, {
    action: `schema.${geste}`,
    objet: { type: 'schema', id },
    resume,
  })
}
