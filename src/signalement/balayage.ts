import { jourDe } from '#shared/dates.ts'
import type { Base } from './base.ts'
import type { Cellules } from './cellules.ts'
import { consigner } from './journal.ts'

/**
 * What a new day does, before the first request of a member that day (Paris): keys of investigators whose mission ended are deleted, with one line
 * of the journal each, absences that ended are forgotten, and the records of closure are written again in a drawn order. Done once; a failure is tried again by the next request.
 */
export function ouvrirBalayage(
  base: Base,
  { ancrages }: Cellules,
  maintenant: () => Date,
): () => Promise<void> {
  let courant: { readonly jour: string; readonly fait: Promise<void> } | null = null
  const faire = async (jour: string) => {
    for (const { organisme } of ancrages)
      await base.pour(organisme, async (tx) => {
        const { rows } = await tx.query<{ dossier: string; membre: string }>(
          'delete from mission where jusqu_au < $1 returning dossier, membre',
          [jour],
        )
        for (const { dossier, membre } of rows) {
          await tx.query('delete from enveloppe where dossier = $1 and dest = $2', [dossier, membre])
          await consigner(tx, { acteur: 'machine', action: 'fin-de-mission', dossier, jour, organisme }, null)
        }
        await tx.query('delete from absence where au < $1', [jour])
        await tx.query('delete from ouverture where jusqu_au < $1', [jour])
      })
    await base.pool.query('select melanger_statistiques()')
  }
  return () => {
    const jour = jourDe(maintenant())
    if (courant?.jour === jour) return courant.fait
    const fait = faire(jour).catch((erreur: unknown) => {
      courant = null
      throw erreur
    })
    courant = { jour, fait }
    return fait
  }
}
