import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { Employeur } from '../demandes.queries.ts'

export type EmployeurAffilie = Employeur & { readonly secretaires: number }

/**
 * Employers affiliated that day to the centre of the person, all of them by name: the list in which one is chosen leaves nobody out. One of them with
 * `id`. Never a member: a centre writes its affiliations itself, and speaks for nobody else's house.
 */
export async function listEmployeursAffilies(
  tx: Tx,
  { organismeId, libelle }: Pick<Acteur, 'organismeId' | 'libelle'>,
  jour: Jour,
  id: string | null = null,
): Promise<EmployeurAffilie[]> {
  const { rows } = await sql<EmployeurAffilie>`
    select a.organisme_id as id, a.nom, a.centre_id as "guichetId", ${libelle}::text as guichet,
      (select count(distinct f.personne_id)::int from fonction_tenue f where f.organisme_id = a.organisme_id and f.fonction = 'secretariat_mairie'
        and f.du <= ${jour} and (f.au is null or f.au >= ${jour})) as secretaires
    from affiliation a
    where a.centre_id = ${organismeId} and a.du <= ${jour} and (a.au is null or a.au >= ${jour})
      and (${id}::uuid is null or a.organisme_id = ${id}::uuid)
      and not exists (select from membre m where m.cooperation_id = a.cooperation_id and m.organisme_id = a.organisme_id)
    order by a.nom`.execute(tx)
  return rows
}

/** Who acts for an employer that day, the one named first. */
export async function listSecretaires(
  tx: Tx,
  organismeId: string,
  jour: Jour,
): Promise<{ id: string; nom: string }[]> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select p.id, p.nom from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${organismeId} and f.fonction = 'secretariat_mairie' and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    order by f.du, p.nom limit 5`.execute(tx)
  return rows
}
