import type { Traitement } from '#shared/traitement.ts'
import type { Base } from '../base/base.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'
import { oublierOctets } from './octets.ts'
import { purger } from './purger.ts'
import { ajouter, type Comptes, listPurges } from './purges.ts'

/** Where bytes are counted among the tables. */
export const OCTETS = 'octets de fichiers'

export type Passage = { readonly finieLe: Date; readonly comptes: Comptes }

/** One night of the purge: orphan bytes, then what came to its term. Notes the run, counts only; a trial notes nothing and erases nothing. */
export async function passerLaPurge(
  base: Base,
  fichiers: Fichiers,
  traitements: readonly Traitement[],
  horloge: () => Date,
  essai = false,
): Promise<Comptes> {
  const debut = horloge()
  const octets = await oublierOctets(base, fichiers, debut, essai)
  const comptes = ajouter(await purger(base, listPurges(traitements), debut, essai), { [OCTETS]: octets })
  if (!essai)
    await base.pool.query('select noter_purge($1, $2, $3)', [debut, horloge(), JSON.stringify(comptes)])
  return comptes
}
