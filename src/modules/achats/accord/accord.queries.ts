import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { NiveauAccord, Syndicat } from '../domain/adhesion/accord.ts'

export type AccordLu = {
  readonly id: string
  readonly niveau: NiveauAccord
  readonly titre: string
  readonly electionsLe: Jour
  readonly syndicats: readonly Syndicat[]
  readonly objet: string
  readonly signeLe: Jour | null
  readonly publieLe: Jour | null
  readonly effetLe: Jour | null
  readonly comite: string
  readonly fictif: string | null
  readonly version: number
  readonly approbations: readonly {
    readonly organismeId: string
    readonly membre: string
    readonly numero: string
    readonly le: Jour
    /** It authorised the signature beforehand. */
    readonly prealable: boolean
  }[]
  readonly reunions: readonly { readonly le: Jour; readonly lieu: string; readonly releve: string }[]
}

/** The agreements of a purchase, the widest level first. One statement. */
export async function listAccords(tx: Tx, operationId: string): Promise<AccordLu[]> {
  const { rows } = await sql<AccordLu>`
    select a.id, a.niveau, a.titre, a.elections_le as "electionsLe", a.syndicats, a.objet, a.signe_le as "signeLe", a.publie_le as "publieLe",
      a.effet_le as "effetLe", a.comite, a.fictif, a.version,
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', p.organisme_id, 'membre', m.libelle, 'numero', p.numero, 'le', p.le,
        'prealable', p.prealable) order by m.ordre), '[]')
        from achat_accord_approbation p join membre m on m.cooperation_id = p.cooperation_id and m.organisme_id = p.organisme_id
        where p.accord_id = a.id) as approbations,
      (select coalesce(jsonb_agg(jsonb_build_object('le', r.le, 'lieu', r.lieu, 'releve', r.releve) order by r.le desc), '[]')
        from achat_comite_reunion r where r.accord_id = a.id) as reunions
    from achat_accord a where a.operation_id = ${operationId} order by a.niveau = 'region' desc, a.niveau = 'departement' desc, a.titre`.execute(
    tx,
  )
  return rows
}
