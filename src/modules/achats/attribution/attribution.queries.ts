import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type AttributionLue = {
  readonly lotId: string
  readonly offreId: string
  readonly titulaire: string
  readonly groupement: 'Conjoint' | 'Solidaire' | 'Pas de groupement'
  readonly motifs: string
  readonly attribueLe: Jour
  readonly decision: { readonly id: string; readonly numero: string } | null
  readonly envoiLe: Jour | null
  readonly envoiPar: 'electronique' | 'autre' | null
  readonly signeLe: Jour | null
  readonly notifieLe: Jour | null
  readonly publieLe: Jour | null
  readonly version: number
}

/** Awards of a purchase, by lot. */
export async function listAttributions(tx: Tx, operationId: string): Promise<AttributionLue[]> {
  const { rows } = await sql<AttributionLue>`
    select a.lot_id as "lotId", a.offre_id as "offreId", a.titulaire, a.groupement, a.motifs, a.attribue_le as "attribueLe",
      case when d.id is not null then jsonb_build_object('id', d.id, 'numero', d.numero) end as decision,
      a.envoi_le as "envoiLe", a.envoi_par as "envoiPar", a.signe_le as "signeLe", a.notifie_le as "notifieLe", a.publie_le as "publieLe", a.version
    from achat_attribution a join achat_lot l on l.id = a.lot_id left join decision d on d.id = a.decision_id
    where a.operation_id = ${operationId} order by l.numero`.execute(tx)
  return rows
}

export type Reglages = {
  readonly acheteurSiret: string
  readonly region: string
  readonly seances: readonly { readonly id: string; readonly titre: string; readonly le: Date }[]
}

/** What the commission is tied to: the séances of the cooperation, the establishment of the buyer, the region of the data. */
export async function findReglages(tx: Tx, operationId: string): Promise<Reglages> {
  const { rows } = await sql<Omit<Reglages, 'seances'>>`
    select m.acheteur_siret as "acheteurSiret", coalesce(c.regions[1], '') as region
    from achat_marche m join cooperation c on c.id = m.cooperation_id where m.operation_id = ${operationId}`.execute(
    tx,
  )
  const seances = await sql<Reglages['seances'][number]>`
    select s.id, i.nom as titre, s.debut_le as le from seance s join instance i on i.id = s.instance_id
    order by s.debut_le desc, s.id limit 50`.execute(tx)
  return { acheteurSiret: rows[0]?.acheteurSiret ?? '', region: rows[0]?.region ?? '', seances: seances.rows }
}
