import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'

/** A member of the cooperation on a day, in its order. */
export type MembreDuSchema = {
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  readonly typeOrganisme: TypeOrganisme
  /** Associates and observers read: they are not asked to deliberate, and have no column. */
  readonly delibere: boolean
  /** It exercises the missions of CGFP L452-34: those are of centres de gestion, never of a département. */
  readonly exerce: boolean
}

export async function listMembres(tx: Tx, aujourdhui: Jour): Promise<MembreDuSchema[]> {
  const { rows } = await sql<MembreDuSchema>`
    select m.organisme_id as "organismeId", m.libelle, m.territoire, o.type as "typeOrganisme",
      b.role in ('coordonnateur', 'membre') as delibere,
      b.role in ('coordonnateur', 'membre') and o.type = 'cdg' as exerce
    from membre m join organisme o on o.id = m.organisme_id
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${aujourdhui} and (b.au is null or b.au >= ${aujourdhui})
    order by m.ordre`.execute(tx)
  return rows
}

export type Trace = {
  readonly id: string
  readonly geste: string
  readonly avant: Record<string, unknown> | null
  readonly apres: Record<string, unknown>
  readonly saisiLe: Date
  readonly par: string
}

/** What was done to a thing, the latest first. */
export async function listTraces(tx: Tx, objet: string, limite = 100): Promise<Trace[]> {
  const { rows } = await sql<Trace>`
    select t.id, t.geste, t.avant, t.apres, t.saisi_le as "saisiLe", p.nom as par
    from schema_trace t join personne p on p.id = t.saisi_par
    where t.objet = ${objet}
    order by t.saisi_le desc, t.id desc limit ${limite}`.execute(tx)
  return rows
}
