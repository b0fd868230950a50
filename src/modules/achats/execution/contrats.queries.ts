import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type Tarif = {
  readonly niveau: string
  readonly annee: number
  /** Thousandths of one per cent of gross pay. */
  readonly taux: number
}

export type Contrat = {
  readonly id: string
  readonly operationId: string
  /** The member that leads the purchase, which alone writes here. */
  readonly organismeId: string
  readonly numero: number
  readonly intitule: string
  readonly assureur: string
  readonly du: Jour
  readonly au: Jour
  readonly gelAnnees: number
  readonly plafond: number
  readonly plafondBase: 'precedent' | 'initial'
  /** Tenths of one per cent; null: no such clause. */
  readonly seuilSp: number | null
  readonly preavisMois: number
  readonly fraisAgent: number
  readonly reprise: 'aucune' | 'revalorisations' | 'totale'
  readonly fictif: string | null
  readonly version: number
  /** By level, then year. */
  readonly tarifs: readonly Tarif[]
}

const CONTRAT = sql`c.id, c.operation_id as "operationId", c.organisme_id as "organismeId", c.numero, c.intitule, c.assureur, c.du, c.au, c.gel_annees as "gelAnnees", c.plafond,
  c.plafond_base as "plafondBase", c.seuil_sp as "seuilSp", c.preavis_mois as "preavisMois", c.frais_agent as "fraisAgent", c.reprise, c.fictif, c.version,
  (select coalesce(jsonb_agg(jsonb_build_object('niveau', t.niveau, 'annee', t.annee, 'taux', t.taux) order by t.niveau, t.annee), '[]')
    from achat_tarif t where t.contrat_id = c.id) as tarifs
  from achat_contrat c`

/** The contracts of a purchase, by lot. */
export async function listContrats(tx: Tx, operationId: string): Promise<Contrat[]> {
  const { rows } =
    await sql<Contrat>`select ${CONTRAT} where c.operation_id = ${operationId} order by c.numero`.execute(tx)
  return rows
}

/** One contract; null when the cooperation has none of this identifier. */
export async function findContrat(tx: Tx, id: string): Promise<Contrat | null> {
  const { rows } = await sql<Contrat>`select ${CONTRAT} where c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** The contract of an employer: its own, or that of the purchase when there is one only. */
export const contratDe = (contrats: readonly Contrat[], contratId: string | null): Contrat | null =>
  contrats.find(({ id }) => id === contratId) ?? (contrats.length === 1 ? contrats[0]! : null)

/** Rate of a level in a year: the last one known up to it; null when none is. */
export const tauxEnVigueur = (contrat: Contrat, niveau: string, annee: number): number | null =>
  contrat.tarifs.filter((t) => t.niveau === niveau && t.annee <= annee).at(-1)?.taux ?? null
