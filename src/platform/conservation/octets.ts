import type { Base } from '../base/base.ts'
import type { Fichiers, Garde } from '../fichiers/fichiers.ts'

/** Fingerprints compared with the rows in one statement. */
const LOT = 500
/** Bytes are kept before the row that names them is written: what came since yesterday is left alone. */
const UN_JOUR = 86_400_000

/**
 * Forgets the bytes that no row of any cooperation names any more, and those of an upload that never ended, in two nights: put aside the
 * first, where they are still read, forgotten the second if nothing names them by then. Bytes that somebody gives again while they go are
 * kept anew beside, so that no row ever names what was forgotten under its feet. It runs before the rows are purged: what they named goes
 * the nights after, so that a backup under way finds every file that its rows name. Damaged bytes that nothing names go like the others, and what
 * writes cut short left goes after a day. Returns how many were forgotten.
 */
export async function oublierOctets(
  base: Base,
  fichiers: Pick<Fichiers, 'lister' | 'ecarter' | 'reprendre' | 'oublier' | 'nettoyer'>,
  maintenant: Date,
  essai = false,
): Promise<number> {
  let [oublies, lot]: [number, Garde[]] = [0, []]
  const vider = async () => {
    const empreintes = lot.map(({ sha256 }) => sha256)
    const { rows } = await base.pool.query<{ sha256: string }>('select fichiers_nommes($1) as sha256', [
      empreintes,
    ])
    const nommes = new Set(rows.map(({ sha256 }) => sha256))
    for (const { sha256, ecarte } of lot) {
      const geste = gesteDe(ecarte, nommes.has(sha256))
      if (geste && !essai) await fichiers[geste](sha256)
      if (geste === 'oublier') oublies += 1
    }
    lot = []
  }
  for await (const garde of fichiers.lister()) {
    if (+maintenant - +garde.gardeLe < UN_JOUR) continue
    if (lot.push(garde) === LOT) await vider()
  }
  if (lot.length > 0) await vider()
  // What crashed writes left: no row names them, and none of a day is still being written.
  return essai ? oublies : oublies + (await fichiers.nettoyer(new Date(+maintenant - UN_JOUR)))
}

function gesteDe(ecarte: boolean, nomme: boolean): 'ecarter' | 'reprendre' | 'oublier' | null {
  if (nomme) return ecarte ? 'reprendre' : null
  return ecarte ? 'oublier' : 'ecarter'
}
