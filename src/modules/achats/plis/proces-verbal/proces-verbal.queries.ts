import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

export type ClePresentee = {
  readonly membre: string
  readonly nom: string
  readonly creeeLe: Date
  readonly donneeLe: Date | null
}
export type LigneDuJournal = {
  readonly id: number
  /** Its place in the chain; null while it waits for it. */
  readonly maillon: number | null
  readonly survenuLe: Date
  readonly acteur: string
  readonly resume: string
}
export type PourProcesVerbal = {
  /** In the order in which the keys were given; those that were not given last. */
  readonly cles: readonly ClePresentee[]
  /** Those that may be named to who reads: none while the notes are open, but for the member that leads. */
  readonly candidats: readonly { readonly id: string; readonly nom: string; readonly siret: string }[]
  /** Lots of the bids that entered the analysis, by bid. */
  readonly lots: Readonly<Record<string, readonly number[]>>
  readonly journal: readonly LigneDuJournal[]
}

/** Deeds of the sealed deposit, in the journal: from its proposal to its opening. */
const ACTES = [
  'proposer_depot',
  'creer_cle',
  'ouvrir_depot',
  'deposer_pli',
  'refuser_pli',
  'donner_cle',
  'ouvrir_plis',
].map((acte) => `achat.${acte}`)

/** What the record of an opening says beyond the deposit itself. One statement. */
export async function findPourProcesVerbal(tx: Tx, operationId: string): Promise<PourProcesVerbal> {
  const { rows } = await sql<PourProcesVerbal>`select
    (select coalesce(jsonb_agg(jsonb_build_object('membre', m.libelle, 'nom', c.nom, 'creeeLe', c.creee_le, 'donneeLe', g.donnee_le)
      order by g.donnee_le nulls last, c.creee_le, c.id), '[]')
      from achat_depot_cle c join membre m on m.cooperation_id = c.cooperation_id and m.organisme_id = c.organisme_id
      left join achat_pli_ouverture g on g.cle_id = c.id where c.operation_id = ${operationId}) as cles,
    (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'nom', n.nom, 'siret', n.siret) order by n.nom, n.id), '[]')
      from candidats_ouverts(${operationId}) n) as candidats,
    (select coalesce(jsonb_object_agg(o.pli_id, o.lots), '{}') from (
      select o.pli_id, jsonb_agg(distinct l.numero order by l.numero) as lots from achat_offre o join achat_lot l on l.id = o.lot_id
      where o.operation_id = ${operationId} and o.pli_id is not null group by o.pli_id) o) as lots,
    (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'maillon', j.maillon, 'survenuLe', j.survenu_le, 'acteur', j.acteur, 'resume', j.resume)
      order by j.survenu_le, j.id), '[]')
      from journal j where j.objet_id = ${operationId} and j.action = any (${ACTES})) as journal`.execute(tx)
  const { cles, candidats, lots, journal } = rows[0]!
  return {
    cles: cles.map((cle) => ({
      ...cle,
      creeeLe: new Date(cle.creeeLe),
      donneeLe: cle.donneeLe && new Date(cle.donneeLe),
    })),
    candidats,
    lots,
    journal: journal.map((ligne) => ({ ...ligne, survenuLe: new Date(ligne.survenuLe) })),
  }
}
