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
  return [...rows, ...(await chercherGroupes(tx, texte))]
}

/** Working groups of the cooperation: a few hundred at most, compared one by one. */
async function chercherGroupes(tx: Tx, texte: string): Promise<Trouve[]> {
  const { rows } = await sql<Trouve>`
    select 'groupe' as genre, g.id, g.nom as titre, coalesce('Jusqu’au ' || to_char(g.echeance, 'DD/MM/YYYY'), '') as detail
    from groupe g, lateral (select word_similarity(normaliser(${texte}), normaliser(g.nom)) as proximite) p
    where p.proximite >= 0.5 order by p.proximite desc, g.nom limit ${PAR_GENRE}`.execute(tx)
  return rows
}
