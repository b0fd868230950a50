import { lireLien, signerLien } from '#platform/http/liens.ts'
import { estId } from '#shared/ids.ts'

const USAGE = 'depot-scelle'
const VALIDITE_JOURS = 365

export type CibleDuDepot = { readonly cooperationId: string; readonly candidatId: string }

/** The signed path at which a bidder hands in her bid, without an account. It also shows her receipts, long after the deadline. */
export const cheminDeDepot = (secret: string, cible: CibleDuDepot, maintenant: Date): string =>
  `/achats/deposer/${signerLien(secret, {
    usage: USAGE,
    objet: `${cible.cooperationId}/${cible.candidatId}`,
    expireLe: new Date(+maintenant + VALIDITE_JOURS * 86_400_000),
  })}`

/** Reads the link. `perime` when its time is over, `faux` when it is not ours. */
export function lireLienDeDepot(
  secret: string,
  jeton: string,
  maintenant: Date,
): CibleDuDepot | 'faux' | 'perime' {
  const lu = lireLien(secret, jeton, USAGE, maintenant)
  if (typeof lu === 'string') return lu
  const noms = lu.objet.split('/')
  const [cooperationId = '', candidatId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, candidatId } : 'faux'
}
