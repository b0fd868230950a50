import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { RefusDeLigne } from './verifier.ts'

export type VersionRecensement = {
  readonly id: string
  readonly numero: number
  readonly au: Jour
  readonly agents: number
  readonly source: 'fichier' | 'formulaire'
  readonly nom: string
  readonly deposePar: 'lien' | 'centre'
  readonly tardif: boolean
  readonly scelleLe: Date
  readonly remplaceLe: Date | null
}

export type DepotRefuse = {
  readonly nom: string
  readonly lignes: number
  readonly refusees: number
  readonly avis: string
  readonly refus: readonly RefusDeLigne[]
  readonly saisies: Readonly<Record<string, string>>
  readonly deposeLe: Date
}

/** Versions of the census of an employer, the latest first, and its last refused sending. */
export async function findRecensements(
  tx: Tx,
  employeurId: string,
): Promise<{ readonly versions: readonly VersionRecensement[]; readonly refuse: DepotRefuse | null }> {
  const { rows: versions } = await sql<VersionRecensement>`
    select id, numero, au, agents, source, nom, depose_par as "deposePar", tardif, scelle_le as "scelleLe", remplace_le as "remplaceLe"
    from achat_recensement where employeur_id = ${employeurId} order by numero desc`.execute(tx)
  const { rows } =
    await sql<DepotRefuse>`select nom, lignes, refusees, avis, refus, saisies, depose_le as "deposeLe"
    from achat_recensement_refuse where employeur_id = ${employeurId}`.execute(tx)
  return { versions, refuse: rows[0] ?? null }
}
