import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Compte } from '../domain/contrat/execution.ts'

/** Accounts of the contracts of a purchase, by contract, year and occurrence. */
export async function listComptes(tx: Tx, operationId: string): Promise<Compte[]> {
  const { rows } =
    await sql<Compte>`select k.contrat_id as "contratId", k.exercice, k.survenance, k.primes::float8 as primes,
      k.prestations::float8 as prestations, k.psap_ouverture::float8 as "psapOuverture", k.psap_cloture::float8 as "psapCloture",
      k.pm_ouverture::float8 as "pmOuverture", k.pm_cloture::float8 as "pmCloture", k.assures, k.recu_le as "recuLe"
    from achat_compte k join achat_contrat c on c.id = k.contrat_id where c.operation_id = ${operationId}
    order by c.numero, k.exercice, k.survenance`.execute(tx)
  return rows
}

/** How many accounts are late, of the contracts that a member leads: years over, past their 31 August, of which no line came. Part of a statement. */
export const comptesEnRetard = (organismeId: string, jour: Jour) => sql<number>`(select count(*)
  from achat_contrat c join achat_operation o on o.id = c.operation_id and o.etat in ('execution', 'close')
  cross join lateral generate_series(extract(year from c.du)::int, least(extract(year from c.au), extract(year from ${jour}::date) - 1)::int) as annee
  where c.organisme_id = ${organismeId} and make_date(annee + 1, 8, 31) < ${jour}::date
    and not exists (select from achat_compte k where k.contrat_id = c.id and k.exercice = annee))`

export type Revision = {
  readonly id: string
  readonly contratId: string
  readonly niveau: string
  readonly annee: number
  readonly taux: number
  readonly recueLe: Jour
  readonly effetLe: Jour
  readonly issue: 'attendue' | 'acceptee' | 'refusee'
  readonly issueLe: Jour | null
  readonly version: number
}

/** Rates that insurers asked for: part of a statement. */
export const selectRevisions = (operationId: string) =>
  sql<Revision>`select r.id, r.contrat_id as "contratId", r.niveau, r.annee, r.taux, r.recue_le as "recueLe", r.effet_le as "effetLe",
      r.issue, r.issue_le as "issueLe", r.version
    from achat_revision r join achat_contrat c on c.id = r.contrat_id where c.operation_id = ${operationId}`

/** The same rates, on their own. */
export async function listRevisions(tx: Tx, operationId: string): Promise<Revision[]> {
  const { rows } = await selectRevisions(operationId).execute(tx)
  return rows
}

export type Effectif = { readonly contratId: string; readonly employeurs: number; readonly agents: number }

/** Employers and agents covered by each contract of a purchase: those of a lot go with the insurer that has it today, in Paris. A statement, or a part of one. */
export const selectEffectifs = (operationId: string) =>
  sql<Effectif>`select k.id as "contratId", count(*) as employeurs, coalesce(sum(coalesce(r.agents, e.agents)), 0) as agents
    from achat_adhesion a join achat_employeur e on e.id = a.employeur_id join achat_contrat p on p.id = a.contrat_id
    cross join lateral (select c.id from achat_contrat c where c.operation_id = p.operation_id and c.numero = p.numero
      order by c.du <= (now() at time zone 'Europe/Paris')::date desc, case when c.du <= (now() at time zone 'Europe/Paris')::date then c.du end desc, c.du limit 1) k
    left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
    where a.operation_id = ${operationId} and a.etat in ('conventionnee', 'informee')
    group by k.id`
