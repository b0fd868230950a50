import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Cle, Poids } from '../domain/repartition.ts'

/** A key with the bases that it froze, in the order of the members. */
export type CleLue = Cle & {
  readonly numero: number
  readonly decision: { readonly id: string; readonly numero: string; readonly titre: string }
  readonly fixeeLe: Date
  readonly fixeePar: string
  readonly fictif: string | null
  readonly poids: readonly (Poids & { readonly libelle: string; readonly au: Jour | null })[]
}

/** The keys of an action, the one in force first. */
export async function listCles(tx: Tx, actionId: string): Promise<CleLue[]> {
  const { rows } = await sql<Omit<CleLue, 'fixeeLe'> & { fixeeLe: string }>`
    select k.numero, k.egale, k.agents, k.masse, k.libre, k.plafond, k.fixee_le as "fixeeLe", k.fixee_par as "fixeePar", k.fictif,
      jsonb_build_object('id', d.id, 'numero', d.numero, 'titre', d.titre) as decision,
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', p.organisme_id, 'libelle', m.libelle, 'agents', p.agents,
          'masse', p.masse_centimes, 'libre', p.libre, 'au', p.au) order by m.ordre, p.organisme_id), '[]')
        from cle_part p join membre m on m.cooperation_id = p.cooperation_id and m.organisme_id = p.organisme_id
        where p.cle_id = k.id) as poids
    from cle_repartition k join decision d on d.id = k.decision_id
    where k.action_id = ${actionId} order by k.numero desc limit 50`.execute(tx)
  return rows.map((cle) => ({ ...cle, fixeeLe: new Date(cle.fixeeLe) }))
}

/** What a member declares of itself, to weigh shares. `masse` in integer cents. */
export type BaseLue = {
  readonly organismeId: string
  readonly libelle: string
  readonly agents: number | null
  readonly masse: number | null
  readonly au: Jour | null
  readonly source: string
  readonly saisiePar: string
  readonly fictif: string | null
  /** 0 while nothing is declared. */
  readonly version: number
}

/** Every member of the day with what it declares, in their order. */
export async function listBases(tx: Tx, jour: Jour): Promise<BaseLue[]> {
  const { rows } = await sql<BaseLue>`
    select m.organisme_id as "organismeId", m.libelle, b.agents, b.masse_centimes as masse, b.au, coalesce(b.source, '') as source,
      coalesce(b.saisie_par, '') as "saisiePar", b.fictif, coalesce(b.version, 0) as version
    from membre m
    join periode_membre e on e.cooperation_id = m.cooperation_id and e.organisme_id = m.organisme_id
    left join base_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where e.du <= ${jour} and (e.au is null or e.au >= ${jour}) order by m.ordre, m.organisme_id`.execute(tx)
  return rows
}
