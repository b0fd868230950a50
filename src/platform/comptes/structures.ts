import type { Base } from '../base/base.ts'
import type { Comptes } from './comptes.ts'

/** An organisation for which an account may act, in one cooperation. */
export type Structure = {
  readonly cooperationId: string
  readonly cooperation: string
  readonly organismeId: string
  readonly organisme: string
  readonly libelle: string
  readonly fonctions: readonly string[]
}

/** The organisations between which one account may switch, by mandates and replacements valid now. */
export async function listStructures(base: Base, courriel: string, maintenant: Date): Promise<Structure[]> {
  const { rows } = await base.pool.query<Structure>(
    `select cooperation_id as "cooperationId", cooperation, organisme_id as "organismeId", organisme, libelle, fonctions
     from structures_du_compte($1, $2)`,
    [courriel, maintenant],
  )
  return rows
}

/** Keeps the choice with the session: one person, several organisations, one switch. */
export async function choisirStructure(
  comptes: Comptes,
  jeton: string,
  { cooperationId, organismeId }: Structure,
): Promise<void> {
  const { internalAdapter } = await comptes.$context
  await internalAdapter.updateSession(jeton, { cooperationId, organismeId })
}
