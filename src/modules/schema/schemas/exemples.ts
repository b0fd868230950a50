import type { Tx } from '#platform/base/base.ts'
import type { StatutSchema } from '../domain/cycle-schema.ts'

/** The example address of a route about a text, where the cooperation has one. */
export const unSchema =
  (suite = '', genre?: 'schema' | 'avenant', statuts?: readonly StatutSchema[]) =>
  async (tx: Tx): Promise<string | null> => {
    let requete = tx.selectFrom('schema_regional').select('id').orderBy('cree_le', 'desc').limit(1)
    if (genre) requete = requete.where('genre', '=', genre)
    if (statuts) requete = requete.where('statut', 'in', [...statuts])
    const ligne = await requete.executeTakeFirst()
    return ligne ? `/schema/${ligne.id}${suite}` : null
  }

/** The same about the text in force. */
export const unEnVigueur = (suite = '') => unSchema(suite, undefined, ['en_vigueur'])

/** A clause of a text being written. */
export const uneClause = async (tx: Tx): Promise<string | null> => {
  const ligne = await tx
    .selectFrom('schema_clause as c')
    .innerJoin('schema_regional as s', 's.id', 'c.schema_id')
    .select(['c.id', 's.id as schema'])
    .where('s.statut', 'in', ['brouillon', 'concertation'])
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/schema/${ligne.schema}/clauses/${ligne.id}` : null
}

/** The row of a member in the adoption of a text. */
export const uneDeliberation = async (tx: Tx): Promise<string | null> => {
  const ligne = await tx
    .selectFrom('schema_adoption as a')
    .innerJoin('schema_regional as s', (j) =>
      j.onRef('s.id', '=', 'a.schema_id').onRef('s.tour', '=', 'a.tour'),
    )
    .select(['a.schema_id', 'a.organisme_id'])
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/schema/${ligne.schema_id}/deliberations/${ligne.organisme_id}` : null
}

export const uneConvention =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const ligne = await tx.selectFrom('convention').select('id').limit(1).executeTakeFirst()
    return ligne ? `/conventions/${ligne.id}${suite}` : null
  }
