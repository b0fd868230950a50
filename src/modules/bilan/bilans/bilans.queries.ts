import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Faits } from '../domain/faits.ts'
import type { Rubrique, Statut } from '../domain/rubriques.ts'

export type TexteLu = {
  readonly rubrique: Rubrique
  readonly texte: string
  readonly ecritPar: string
  readonly ecritLe: string
  readonly version: number
  /** Versions kept, the latest first. */
  readonly avant: readonly { readonly texte: string; readonly ecritPar: string; readonly ecritLe: string }[]
}
export type BilanLu = {
  readonly id: string
  readonly titre: string
  readonly du: Jour
  readonly au: Jour
  readonly statut: Statut
  readonly reluLe: Jour | null
  readonly approuveLe: Jour | null
  readonly decisionId: string | null
  readonly approbation: string
  readonly publieLe: Jour | null
  /** Facts as they were when it was approved; null while it follows the rows. */
  readonly faits: Faits | null
  readonly fictif: string | null
  readonly version: number
  readonly textes: readonly TexteLu[]
}

const lire = (tx: Tx, suite: ReturnType<typeof sql>) =>
  sql<BilanLu>`
    select b.id, b.titre, b.du, b.au, b.statut, b.relu_le as "reluLe", b.approuve_le as "approuveLe", b.decision_id as "decisionId",
      case when b.decision_id is null then b.approbation else (select d.numero || ' : ' || d.titre from decision d where d.id = b.decision_id)
        end as approbation,
      b.publie_le as "publieLe", b.faits, b.fictif, b.version,
      coalesce((select jsonb_agg(jsonb_build_object('rubrique', t.rubrique, 'texte', t.texte, 'ecritPar', t.ecrit_par, 'ecritLe', t.ecrit_le,
          'version', t.version, 'avant', coalesce((select jsonb_agg(jsonb_build_object('texte', v.texte, 'ecritPar', v.ecrit_par,
            'ecritLe', v.ecrit_le) order by v.remplace_le desc) from bilan_texte_avant v
            where v.bilan_id = t.bilan_id and v.rubrique = t.rubrique), '[]')))
        from bilan_texte t where t.bilan_id = b.id), '[]') as textes
    from bilan b ${suite}`.execute(tx)

/** Reports of the cooperation, the latest period first. */
export async function listBilans(tx: Tx): Promise<BilanLu[]> {
  return (await lire(tx, sql`order by b.au desc, b.cree_le desc, b.id limit 200`)).rows
}

export async function findBilan(tx: Tx, id: string): Promise<BilanLu | undefined> {
  return (await lire(tx, sql`where b.id = ${id}`)).rows[0]
}

/** Holds the row of a report for the length of the transaction, then reads it whole. */
export async function lockBilan(tx: Tx, id: string): Promise<BilanLu | undefined> {
  await tx.selectFrom('bilan').select('id').where('id', '=', id).forUpdate().execute()
  return findBilan(tx, id)
}

/** Decisions that may be cited, the latest first. */
export async function listDecisionsACiter(
  tx: Tx,
): Promise<{ readonly id: string; readonly numero: string; readonly titre: string }[]> {
  const { rows } = await sql<{ id: string; numero: string; titre: string }>`
    select id, numero, titre from decision order by adoptee_le desc, numero desc limit 200`.execute(tx)
  return rows
}
