import type { Traitement } from '#shared/traitement.ts'
import type { Base } from '../base/base.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'
import { oublierOctets } from './octets.ts'
import { type EchecDePurge, PurgeIncomplete, purger } from './purger.ts'
import { ajouter, type Comptes, listPurges } from './purges.ts'

/** Where bytes are counted among the tables. */
export const OCTETS = 'octets de fichiers'

/**
 * One night of the purge: orphan bytes, then what came to its term. Notes the run, counts only; a trial notes nothing and erases nothing. What
 * fails stops nothing else: everything that could be done is, the run is noted with what is missing, then PurgeIncomplete is thrown.
 */
export async function passerLaPurge(
  base: Base,
  fichiers: Fichiers,
  traitements: readonly Traitement[],
  horloge: () => Date,
  essai = false,
): Promise<Comptes> {
  const debut = horloge()
  const desOctets: EchecDePurge[] = []
  const octets = await oublierOctets(base, fichiers, debut, essai).catch((erreur: NodeJS.ErrnoException) => {
    desOctets.push({ purge: OCTETS, raison: erreur.code ?? erreur.name })
    return 0
  })
  const passee = await purger(base, listPurges(traitements), debut, essai)
  const comptes = ajouter(passee.comptes, { [OCTETS]: octets })
  const echecs = [...desOctets, ...passee.echecs]
  if (!essai)
    await base.pool.query('select noter_purge($1, $2, $3, $4, $5)', [
      debut,
      horloge(),
      JSON.stringify(comptes),
      JSON.stringify(echecs),
      passee.occupees,
    ])
  if (echecs.length > 0) throw new PurgeIncomplete(echecs, comptes)
  return comptes
}
