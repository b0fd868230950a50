import { sql } from 'kysely'
import type { Etape, TempsAnonyme } from '#modules/demandes'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

/** Times of requests answered since a day, and of those still open: nothing names one. Merged before they leave (`delaisPublies`). */
export async function listTempsPublics(tx: Tx, depuis: Jour): Promise<TempsAnonyme[]> {
  const { rows } = await sql<TempsAnonyme>`
    select d.guichet_id as "guichetId", d.demande, d.duree, d.reponse_jours as "reponseJours", d.finie
    from publie_delai d where not d.finie or d.repondue_le >= ${depuis}::date`.execute(tx)
  return rows
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
