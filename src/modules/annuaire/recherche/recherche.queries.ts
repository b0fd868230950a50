import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Trouve } from './recherche.page.tsx'

const PAR_GENRE = 12

/** What resembles these words in the cooperation of the transaction and in the directory, the nearest first. */
export async function rechercher(tx: Tx, texte: string): Promise<Trouve[]> {
  const { rows } =
    await sql<Trouve>`select genre, id, titre, detail from rechercher(${texte}, ${PAR_GENRE}) order by proximite desc`.execute(
      tx,
    )
  return rows
}
