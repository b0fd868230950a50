import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

export type TypeLu = {
  readonly id: string
  readonly code: string
  readonly theme: string
  readonly libelle: string
  readonly description: string
  readonly niveau: 'local' | 'commun_adapte' | 'commun'
  readonly chefDeFileId: string | null
  readonly chefDeFile: string | null
  readonly confidentialite: 'normale' | 'rh' | 'sante'
  readonly priseJours: number
  readonly reponseJours: number
  readonly delaiLegalMois: number | null
  readonly delaiLegal: string
  readonly champs: string
  readonly pieces: string
  readonly actif: boolean
  readonly version: number
  /** What the centre asked for changes; null: nothing. */
  readonly local: {
    readonly priseJours: number | null
    readonly reponseJours: number | null
    readonly consigne: string
    readonly propose: boolean
    readonly version: number
  } | null
}

const lire = (tx: Tx, centreId: string | null, ou: ReturnType<typeof sql>) =>
  sql<TypeLu>`
    select t.id, t.code, t.theme, t.libelle, t.description, t.niveau, t.chef_de_file_id as "chefDeFileId", m.libelle as "chefDeFile",
      t.confidentialite, t.prise_jours as "priseJours", t.reponse_jours as "reponseJours", t.delai_legal_mois as "delaiLegalMois",
      t.delai_legal as "delaiLegal", t.champs, t.pieces, t.actif, t.version,
      case when l.type_id is not null then jsonb_build_object('priseJours', l.prise_jours, 'reponseJours', l.reponse_jours,
        'consigne', l.consigne, 'propose', l.propose, 'version', l.version) end as local
    from demande_type t
    left join membre m on m.cooperation_id = t.cooperation_id and m.organisme_id = t.chef_de_file_id
    left join demande_type_local l on l.type_id = t.id and l.centre_id = ${centreId}
    where ${ou} order by t.theme, t.libelle`.execute(tx)

/** The whole catalogue, as one centre adapts it. */
export const listTypes = async (tx: Tx, centreId: string | null): Promise<TypeLu[]> =>
  (await lire(tx, centreId, sql`t.id is not null`)).rows

export const findType = async (tx: Tx, id: string, centreId: string | null): Promise<TypeLu | undefined> =>
  (await lire(tx, centreId, sql`t.id = ${id}`)).rows[0]

/** What a centre promises for a type: its own delay, or the regional one. */
export const promesseDe = ({ local, priseJours, reponseJours }: TypeLu) => ({
  priseJours: local?.priseJours ?? priseJours,
  reponseJours: local?.reponseJours ?? reponseJours,
})

/** True when a centre offers this type to its employers. */
export const estPropose = ({ actif, local }: TypeLu): boolean => actif && (local?.propose ?? true)

/** Members of the cooperation today, in their order. */
export async function listMembres(tx: Tx): Promise<{ id: string; libelle: string }[]> {
  const { rows } = await sql<{ id: string; libelle: string }>`
    select organisme_id as id, libelle from membre where au is null order by ordre`.execute(tx)
  return rows
}
