import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

/** What a third party reads: who asks, and what it is asked. Nothing else of the file. */
export type DemandeAuTiers = {
  readonly id: string
  readonly numero: string
  readonly tiers: string
  readonly courriel: string
  readonly traitant: string
  readonly texte: string
  readonly attend: boolean
}

export async function findDemandeAuTiers(tx: Tx, id: string): Promise<DemandeAuTiers | undefined> {
  const { rows } = await sql<DemandeAuTiers>`
    select d.id, d.numero, coalesce(e.donnees ->> 'tiers', d.tiers) as tiers, d.tiers_courriel as courriel, coalesce(m.libelle, o.nom) as traitant,
      e.texte, d.etat = 'ATTENTE_TIERS' as attend
    from demande d join organisme o on o.id = d.traitant_id
    left join membre m on m.cooperation_id = d.cooperation_id and m.organisme_id = d.traitant_id
    join lateral (select e.texte, e.donnees from demande_evenement e where e.demande_id = d.id and e.geste = 'attendre_tiers'
      order by e.rang desc limit 1) e on true
    where d.id = ${id}`.execute(tx)
  return rows[0]
}

/** A request that waits for a third party, for the list of routes. */
export async function findUneAttente(tx: Tx): Promise<{ id: string; cooperationId: string } | undefined> {
  const { rows } = await sql<{ id: string; cooperationId: string }>`
    select id, cooperation_id as "cooperationId" from demande where etat = 'ATTENTE_TIERS' order by deposee_le limit 1`.execute(
    tx,
  )
  return rows[0]
}
