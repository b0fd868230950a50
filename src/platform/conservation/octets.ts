import type { Base } from '../base/base.ts'
import type { Fichiers } from '../fichiers/fichiers.ts'

/** Fingerprints compared with the rows in one statement. */
const LOT = 500
/** Bytes are kept before the row that names them is written: what came since yesterday is left alone. */
const UN_JOUR = 86_400_000

/**
 * Forgets the bytes that no row of any cooperation names any more, and those of an upload that never ended. It runs before the rows are
 * purged: what they named goes the next night, so that a backup under way finds every file that its rows name. Returns how many.
 */
export async function oublierOctets(
  base: Base,
  fichiers: Pick<Fichiers, 'lister' | 'oublier'>,
  maintenant: Date,
  essai = false,
): Promise<number> {
  let [oublies, lot]: [number, string[]] = [0, []]
  const vider = async () => {
    const { rows } = await base.pool.query<{ sha256: string }>('select fichiers_nommes($1) as sha256', [lot])
    const nommes = new Set(rows.map(({ sha256 }) => sha256))
    for (const sha256 of lot.filter((un) => !nommes.has(un))) {
      if (!essai) await fichiers.oublier(sha256)
      oublies += 1
    }
    lot = []
  }
  for await (const { sha256, gardeLe } of fichiers.lister()) {
    if (+maintenant - +gardeLe < UN_JOUR) continue
    if (lot.push(sha256) === LOT) await vider()
  }
  if (lot.length > 0) await vider()
  return oublies
}
