import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'

export type ReunionEnListe = {
  readonly id: string
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  readonly typeOrganisme: TypeOrganisme
  readonly organe: string
  readonly date: Jour
  readonly limiteInscription: Jour
  readonly origine: 'saisie' | 'agenda'
}

/** Meetings to come, by date. */
export async function listReunions(tx: Tx, aujourdhui: Jour): Promise<ReunionEnListe[]> {
  const { rows } = await sql<ReunionEnListe>`
    select r.id, r.organisme_id as "organismeId", m.libelle, m.territoire, o.type as "typeOrganisme", r.organe, r.date,
      r.limite_inscription as "limiteInscription", r.origine
    from reunion_organe r join membre m on m.cooperation_id = r.cooperation_id and m.organisme_id = r.organisme_id
    join organisme o on o.id = r.organisme_id
    where r.date >= ${aujourdhui} and r.annulee_le is null
    order by r.date, m.ordre
    limit 300`.execute(tx)
  return rows
}
