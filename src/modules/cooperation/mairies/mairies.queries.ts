import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type EmployeurEnListe = {
  readonly id: string
  readonly nom: string
  readonly secretaires: readonly {
    readonly mandatId: string
    readonly nom: string
    readonly courriel: string
    readonly version: number
    /** Null: she has not come yet. */
    readonly entreeLe: string | null
  }[]
}

export type EmployeursLus = {
  readonly employeurs: readonly EmployeurEnListe[]
  /** Of all those that answer the search, listed or not. */
  readonly total: number
  readonly sans: number
}

/** Employers affiliated to a centre today (`limite` at most), those without anybody first, and who acts for each. One statement. */
export async function listEmployeursDuCentre(
  tx: Tx,
  centreId: string,
  jour: Jour,
  { q, limite }: { readonly q: string; readonly limite: number },
): Promise<EmployeursLus> {
  const motif = `%${q.replaceAll(/[%_\\]/g, '')}%`
  const { rows } = await sql<EmployeurEnListe & { total: number; sans: number }>`
    select e.id, e.nom, e.secretaires, count(*) over () as total,
      count(*) filter (where jsonb_array_length(e.secretaires) = 0) over () as sans from (
      select a.organisme_id as id, a.nom, coalesce((select jsonb_agg(jsonb_build_object('mandatId', m.id, 'nom', p.nom, 'courriel', p.courriel,
          'version', m.version, 'entreeLe', i.acceptee_le) order by p.nom)
        from mandat m join personne p on p.id = m.personne_id
        left join invitation_acces i on i.organisme_id = m.organisme_id and i.personne_id = m.personne_id
        where m.organisme_id = a.organisme_id and m.cooperation_id = a.cooperation_id and m.fonction = 'secretariat_mairie' and m.annule_le is null
          and m.du <= ${jour} and (m.au is null or m.au >= ${jour})), '[]') as secretaires
      from affiliation a
      where a.centre_id = ${centreId} and a.du <= ${jour} and (a.au is null or a.au >= ${jour}) and (${q} = '' or a.nom ilike ${motif})
        and not exists (select from membre m where m.cooperation_id = a.cooperation_id and m.organisme_id = a.organisme_id)) e
    order by jsonb_array_length(e.secretaires) > 0, e.nom limit ${limite}`.execute(tx)
  return { employeurs: rows, total: rows[0]?.total ?? 0, sans: rows[0]?.sans ?? 0 }
}

/** An employer of a centre, when it is affiliated to it that day. Never a member: a centre writes its affiliations itself, and enters nobody else's house. */
export async function findEmployeurDuCentre(
  tx: Tx,
  centreId: string,
  organismeId: string,
  jour: Jour,
): Promise<{ readonly id: string; readonly nom: string } | undefined> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select a.organisme_id as id, a.nom from affiliation a
    where a.centre_id = ${centreId} and a.organisme_id = ${organismeId} and a.du <= ${jour} and (a.au is null or a.au >= ${jour})
      and not exists (select from membre m where m.cooperation_id = a.cooperation_id and m.organisme_id = a.organisme_id)
    order by a.du desc limit 1`.execute(tx)
  return rows[0]
}
