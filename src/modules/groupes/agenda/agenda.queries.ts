import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type FluxLu = { readonly id: string; readonly ouvertLe: Date }
type Personne = { readonly personneId: string; readonly organismeId: string }

/** The feed that a person keeps open for one of her structures. */
export async function findFlux(tx: Tx, { personneId, organismeId }: Personne): Promise<FluxLu | null> {
  const { rows } = await sql<FluxLu>`
    select id, ouvert_le as "ouvertLe" from flux_agenda
    where personne_id = ${personneId} and organisme_id = ${organismeId} and revoque_le is null`.execute(tx)
  return rows[0] ?? null
}

/** Whose feed it is, while it is open. */
export async function findPersonneDuFlux(tx: Tx, id: string): Promise<Personne | null> {
  const { rows } = await sql<Personne>`
    select personne_id as "personneId", organisme_id as "organismeId" from flux_agenda where id = ${id} and revoque_le is null`.execute(
    tx,
  )
  return rows[0] ?? null
}

export type RendezVous = {
  readonly genre: 'seance' | 'groupe'
  readonly id: string
  /** The one of the invitation sent by mail: a diary that holds both shows one. */
  readonly uid: string
  readonly sequence: number
  readonly titre: string
  readonly lieu: string
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly etabliLe: Date
  readonly annulee: boolean
}

/**
 * The séances to which a person was called, and the meetings of the groups where she holds a seat for her structure, as referent, substitute or
 * pilot; the direction follows those where her member's seat is empty. Six months back, everything ahead.
 */
export async function listRendezVous(
  tx: Tx,
  { personneId, organismeId }: Personne,
  jour: Jour,
): Promise<RendezVous[]> {
  const { rows } = await sql<RendezVous>`
    with places as (
      select groupe_id, organisme_id, personne_id from groupe_referent where du <= ${jour} and (au is null or au >= ${jour})
      union select groupe_id, organisme_id, personne_id from groupe_pilote where du <= ${jour} and (au is null or au >= ${jour})),
    miens as (
      select groupe_id from places where personne_id = ${personneId} and organisme_id = ${organismeId}
      union select g.groupe_id from groupe_membre g where g.organisme_id = ${organismeId} and g.participe
        and not exists (select from places q where q.groupe_id = g.groupe_id and q.organisme_id = g.organisme_id)
        and exists (select from fonction_tenue f where f.personne_id = ${personneId} and f.organisme_id = ${organismeId}
          and f.fonction = 'direction' and f.du <= ${jour} and (f.au is null or f.au >= ${jour})))
    select 'seance' as genre, s.id, v.uid, s.sequence_agenda as sequence, i.nom as titre,
      concat_ws(' ; ', nullif(s.lieu, ''), nullif(s.visio, '')) as lieu, s.debut_le as "debutLe", s.duree_minutes as "dureeMinutes",
      v.envoyee_le as "etabliLe", s.statut in ('annulee', 'reportee') as annulee
    from invitation v join seance s on s.id = v.seance_id join instance i on i.id = s.instance_id
    where v.personne_id = ${personneId} and v.organisme_id = ${organismeId} and s.debut_le > ${jour}::date - 183
    union all
    select 'groupe', r.id, 'groupe-' || r.id || '@maillage', r.sequence, g.nom || ' : ' || r.objet,
      concat_ws(' ; ', nullif(r.lieu, ''), nullif(r.visio, '')), r.debut_le, r.duree_minutes,
      least(r.debut_le, now()), r.annulee_le is not null
    from groupe_reunion r join groupe g on g.id = r.groupe_id
    where r.groupe_id in (select groupe_id from miens) and r.debut_le > ${jour}::date - 183
    order by 7 limit 500`.execute(tx)
  return rows
}
