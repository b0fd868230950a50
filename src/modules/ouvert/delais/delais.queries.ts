import { sql } from 'kysely'
import type { Etape, TempsAnonyme } from '#modules/demandes'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

/**
 * Times of requests answered since a day, and of those still open, guichet by guichet and kind by kind: nothing names one. Merged before they
 * leave (`delaisPublies`). Cells come as arrays: a region in a quarter is tens of thousands of times, and a hundred cells.
 */
export async function listTempsPublics(tx: Tx, depuis: Jour): Promise<TempsAnonyme[]> {
  const { rows } = await sql<
    Pick<TempsAnonyme, 'guichetId' | 'demande' | 'finie'> & { temps: [number, number][] }
  >`
    select d.guichet_id as "guichetId", d.demande, d.finie, json_agg(json_build_array(d.duree, d.reponse_jours)) as temps
    from (select * from publie_delai f where f.finie and f.repondue_le >= ${depuis}::date::timestamptz
      union all select * from publie_delai o where not o.finie) d
    group by d.guichet_id, d.demande, d.finie`.execute(tx)
  return rows.flatMap(({ temps, ...cellule }) =>
    temps.map(([duree, reponseJours]) => ({ ...cellule, duree, reponseJours })),
  )
}

export type SuiteDonnee = {
  readonly centreId: string
  readonly etape: Etape
  readonly entendu: string
  readonly fait: string
  readonly le: Jour
  readonly fictif: string | null
}

/** What employers said and what their centre did, the latest first. */
export async function listSuitesDonnees(tx: Tx): Promise<SuiteDonnee[]> {
  const { rows } = await sql<SuiteDonnee>`
    select s.centre_id as "centreId", s.etape, s.entendu, s.fait, s.le, s.fictif from publie_suite_donnee s order by s.le desc, s.fait limit 30`.execute(
    tx,
  )
  return rows
}
