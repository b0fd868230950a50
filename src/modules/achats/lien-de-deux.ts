import { lireLien, signerLien } from '#platform/http/liens.ts'
import { estId } from '#shared/ids.ts'

/** What a link of this module names: a cooperation, and the link itself, given to one person. */
export type CibleDuLien = { readonly cooperationId: string; readonly lienId: string }

const VALIDITE_JOURS = 365

/** The token of a personal link, for one year. What it opens ends sooner, and is read from the purchase. */
export const signerLienDeDeux = (
  secret: string,
  usage: string,
  { cooperationId, lienId }: CibleDuLien,
  maintenant: Date,
): string =>
  signerLien(secret, {
    usage,
    objet: `${cooperationId}/${lienId}`,
    expireLe: new Date(+maintenant + VALIDITE_JOURS * 86_400_000),
  })

/** Reads such a token. `perime` when its time is over, `faux` when it is not ours or serves another use. */
export function lireLienDeDeux(
  secret: string,
  usage: string,
  jeton: string,
  maintenant: Date,
): CibleDuLien | 'faux' | 'perime' {
  const lu = lireLien(secret, jeton, usage, maintenant)
  if (typeof lu === 'string') return lu
  const noms = lu.objet.split('/')
  const [cooperationId = '', lienId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, lienId } : 'faux'
}
