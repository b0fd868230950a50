import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Exemple } from '#platform/http/contexte.ts'

const adresse = async (
  tx: Tx,
  requete: ReturnType<typeof sql<{ id: string }>>,
  racine: string,
  suite: string,
): Promise<string | null> => {
  const { rows } = await requete.execute(tx)
  return rows[0] ? `${racine}/${rows[0].id}${suite}` : null
}

/** Address of a group, of the given state when one is named: the most lively first. */
export const unGroupe =
  (suite = '', statut: string | null = null): Exemple =>
  (tx) =>
    adresse(
      tx,
      sql`select g.id from groupe g where ${statut}::text is null or g.statut = ${statut}
        order by (select count(*) from groupe_reunion r where r.groupe_id = g.id) desc, g.nom limit 1`,
      '/groupes',
      suite,
    )

/** Address about a group that the present organisation pilots. */
export const unGroupePilote =
  (suite: string): Exemple =>
  (tx) =>
    adresse(
      tx,
      sql`select g.id from groupe g join groupe_pilote p on p.groupe_id = g.id and p.au is null
        where p.organisme_id = organisme_courant() and g.statut = 'actif' order by g.nom limit 1`,
      '/groupes',
      suite,
    )

export const uneReunion =
  (suite = ''): Exemple =>
  (tx) =>
    adresse(
      tx,
      sql`select id from groupe_reunion where annulee_le is null order by (notes_le is not null) desc, debut_le desc limit 1`,
      '/groupes/reunions',
      suite,
    )

export const unFil =
  (suite = ''): Exemple =>
  (tx) =>
    adresse(tx, sql`select id from groupe_fil order by ouvert_le limit 1`, '/groupes/fils', suite)

/** Address of a message that the present person wrote. */
export const unMessage =
  (suite: string): Exemple =>
  (tx) =>
    adresse(
      tx,
      sql`select id from groupe_message where personne_id = nullif(current_setting('app.personne', true), '')::uuid
        order by ecrit_le limit 1`,
      '/groupes/messages',
      suite,
    )
