import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Changement } from '../domain/contrat/contrat.ts'

/** Keeps a new state of a contract: its number is the version that the contract takes, or already took in the same transaction. */
export async function noterVersion(
  tx: Tx,
  acteur: Acteur,
  contratId: string,
  etat: {
    readonly motif: string
    readonly changements: readonly Changement[]
    /** Version that the caller's own update gave; without it, the contract takes the next one here. */
    readonly numero?: number
  },
  maintenant: Date,
): Promise<void> {
  const numero =
    etat.numero ??
    (
      await sql<{ version: number }>`update achat_contrat set numero = numero where id = ${contratId}
        returning version`.execute(tx)
    ).rows[0]!.version
  await tx
    .insertInto('achat_contrat_version')
    .values({
      contrat_id: contratId,
      numero,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      motif: etat.motif,
      changements: JSON.stringify(etat.changements),
      qui: `${acteur.nom}, ${acteur.libelle}`.slice(0, 200),
      le: maintenant,
    })
    .execute()
}
