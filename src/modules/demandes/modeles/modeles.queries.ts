import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { GenreDeModele } from '../domain/modele.ts'

export type ModeleLu = {
  readonly id: string
  readonly genre: GenreDeModele
  readonly titre: string
  readonly texte: string
  readonly typeId: string | null
  readonly type: string | null
  readonly utilisations: number
  readonly fictif: string | null
  readonly version: number
}

const COLONNES = sql`m.id, m.genre, m.titre, m.texte, m.type_id as "typeId", t.libelle as type, m.utilisations, m.fictif, m.version`

/** Words ready in the centre of the transaction, those most used first; those set aside are not listed. */
export async function listModeles(tx: Tx): Promise<ModeleLu[]> {
  const { rows } =
    await sql<ModeleLu>`select ${COLONNES} from demande_modele m left join demande_type t on t.id = m.type_id
    where m.retire_le is null order by m.utilisations desc, m.titre`.execute(tx)
  return rows
}

export async function findModele(tx: Tx, id: string): Promise<ModeleLu | undefined> {
  const { rows } =
    await sql<ModeleLu>`select ${COLONNES} from demande_modele m left join demande_type t on t.id = m.type_id
    where m.id = ${id} and m.retire_le is null`.execute(tx)
  return rows[0]
}

/** Those that serve one deed on one kind of request: written for that kind first, then for all of them. */
export const modelesPour = (
  modeles: readonly ModeleLu[],
  genre: GenreDeModele,
  typeId: string | null,
): ModeleLu[] =>
  modeles
    .filter((m) => m.genre === genre && (m.typeId === null || m.typeId === typeId))
    .sort((a, b) => Number(b.typeId !== null) - Number(a.typeId !== null))

/** One more use of a template, when its words left. */
export async function compterUsage(tx: Tx, id: string, combien = 1): Promise<void> {
  await sql`update demande_modele set utilisations = utilisations + ${combien} where id = ${id}`.execute(tx)
}
