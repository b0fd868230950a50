import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

export type TexteLu = {
  readonly id: string
  readonly fichierId: string
  readonly intitule: string
  /** Name of the file, as it was sent. */
  readonly nom: string
  /** Bytes. */
  readonly taille: number
  readonly deposeLe: Date
  readonly par: string
  /** When it was replaced or taken away; null while it is the current one. */
  readonly retireLe: Date | null
  readonly remplacePar: string | null
  readonly version: number
}

/** The texts of a convention, those in use first, then what they replaced, the latest first. */
export async function listTextes(tx: Tx, conventionId: string): Promise<TexteLu[]> {
  const { rows } = await sql<TexteLu>`
    select t.id, t.fichier_id as "fichierId", t.intitule, f.nom, f.taille, f.depose_le as "deposeLe", m.libelle as par,
      t.retire_le as "retireLe", t.remplace_par as "remplacePar", t.version
    from convention_texte t join fichier f on f.id = t.fichier_id
    join membre m on m.cooperation_id = t.cooperation_id and m.organisme_id = t.organisme_id
    where t.convention_id = ${conventionId}
    order by t.retire_le desc nulls first, t.id limit 100`.execute(tx)
  return rows
}
