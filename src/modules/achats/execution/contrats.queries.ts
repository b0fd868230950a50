import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Changement, FicheDeContrat } from '../domain/contrat/contrat.ts'

/** A contract as it stands; its rates by level, then year. */
export type Contrat = FicheDeContrat & {
  readonly id: string
  readonly operationId: string
  /** The member that leads the purchase, which alone writes here. */
  readonly organismeId: string
  /** Lot that was awarded; null when the purchase has no lot of this number. */
  readonly lotId: string | null
  readonly fictif: string | null
  readonly version: number
}

const CONTRAT = sql`c.id, c.operation_id as "operationId", c.organisme_id as "organismeId", c.numero, c.intitule, c.assureur, c.du, c.au, c.gel_annees as "gelAnnees", c.plafond,
  c.plafond_base as "plafondBase", c.seuil_sp as "seuilSp", c.preavis_mois as "preavisMois", c.frais_agent as "fraisAgent", c.reprise, c.garanties, c.lot_id as "lotId",
  c.fictif, c.version,
  (select coalesce(jsonb_agg(jsonb_build_object('niveau', t.niveau, 'annee', t.annee, 'taux', t.taux) order by t.niveau, t.annee), '[]')
    from achat_tarif t where t.contrat_id = c.id and not t.retire) as tarifs
  from achat_contrat c`

/** The contracts of a purchase, by lot, then in the order in which insurers follow each other. */
export async function listContrats(tx: Tx, operationId: string): Promise<Contrat[]> {
  const { rows } =
    await sql<Contrat>`select ${CONTRAT} where c.operation_id = ${operationId} order by c.numero, c.du`.execute(
      tx,
    )
  return rows
}

/** One contract; null when the cooperation has none of this identifier. */
export async function findContrat(tx: Tx, id: string): Promise<Contrat | null> {
  const { rows } = await sql<Contrat>`select ${CONTRAT} where c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export type VersionDeContrat = {
  readonly numero: number
  readonly motif: string
  readonly changements: readonly Changement[]
  readonly qui: string
  readonly le: Date
}

/** Every state that a contract had, the latest first. */
export async function listVersions(tx: Tx, contratId: string): Promise<VersionDeContrat[]> {
  const { rows } = await sql<VersionDeContrat>`select numero, motif, changements, qui, le
    from achat_contrat_version where contrat_id = ${contratId} order by numero desc`.execute(tx)
  return rows
}

/**
 * The contract that covers an employer on a day: that of its lot, whichever insurer has it then; that of the purchase when there is one only.
 * @param contrats by lot, then first day
 */
export function contratDe(
  contrats: readonly Contrat[],
  contratId: string | null,
  jour: Jour,
): Contrat | null {
  const sien =
    contrats.find(({ id }) => id === contratId) ??
    (new Set(contrats.map(({ numero }) => numero)).size === 1 ? contrats[0]! : null)
  return contrats.filter(({ numero, du }) => numero === sien?.numero && du <= jour).at(-1) ?? sien
}

/** Rate of a level in a year: the last one known up to it; null when none is. */
export const tauxEnVigueur = (contrat: Contrat, niveau: string, annee: number): number | null =>
  contrat.tarifs.filter((t) => t.niveau === niveau && t.annee <= annee).at(-1)?.taux ?? null
