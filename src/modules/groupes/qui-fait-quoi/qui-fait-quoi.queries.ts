import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type LigneAnnuaire = {
  /** Identifier of a line that a member wrote; null for a place in a group. */
  readonly id: string | null
  readonly sujet: string
  readonly organismeId: string
  readonly nom: string
  readonly role: string
  readonly courriel: string
  readonly telephone: string | null
  readonly groupeId: string | null
  readonly fictif: string | null
  readonly version: number
}

/**
 * Who does what on a day, across members and groups: lines that members wrote, then who pilots and who holds a seat in a group that works.
 * @param cherche words to find in the subject, the name or the role; everything when empty
 */
export async function listQuiFaitQuoi(tx: Tx, jour: Jour, cherche: string): Promise<LigneAnnuaire[]> {
  const { rows } = await sql<LigneAnnuaire>`
    with lignes as (
      select q.id, q.sujet, q.organisme_id, q.personne_id, q.precision_role as role, null::uuid as groupe_id, q.fictif, q.version
      from qui_fait_quoi q where q.retire_le is null
      union all
      select null, g.nom, p.organisme_id, p.personne_id, 'Pilote du groupe', g.id, g.fictif, 0
      from groupe g join groupe_pilote p on p.groupe_id = g.id and p.au is null where g.statut in ('mandate', 'actif')
      union all
      select null, g.nom, r.organisme_id, r.personne_id, case r.role when 'referent' then 'Au groupe' else 'Suppléance au groupe' end, g.id,
        g.fictif, 0
      from groupe g join groupe_referent r on r.groupe_id = g.id and r.du <= ${jour} and (r.au is null or r.au >= ${jour})
      where g.statut in ('mandate', 'actif')
        and not exists (select from groupe_pilote p where p.groupe_id = g.id and p.personne_id = r.personne_id and p.au is null))
    select l.id, l.sujet, l.organisme_id as "organismeId", p.nom, l.role, p.courriel, p.telephone, l.groupe_id as "groupeId", l.fictif,
      l.version
    from lignes l join personne p on p.id = l.personne_id
    where exists (select from fonction_tenue f where f.personne_id = l.personne_id and f.organisme_id = l.organisme_id
        and f.du <= ${jour} and (f.au is null or f.au >= ${jour}))
      and (${cherche} = '' or normaliser(l.sujet || ' ' || p.nom || ' ' || l.role) like '%' || normaliser(${cherche}) || '%')
    order by normaliser(l.sujet), l.groupe_id nulls first, p.nom, l.id limit 1000`.execute(tx)
  return rows
}
