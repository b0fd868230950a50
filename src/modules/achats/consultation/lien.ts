import { lireLien, signerLien } from '#platform/http/liens.ts'
import { estId } from '#shared/ids.ts'

export type CibleDuLien = { readonly cooperationId: string; readonly lienId: string }

const USAGE = 'consultation-employeur'
const VALIDITE_JOURS = 365

/** The signed path at which a person of an employer answers, without an account. When it ends is read from the purchase: the token only outlives it. */
export const cheminDeReponse = (
  secret: string,
  { cooperationId, lienId }: CibleDuLien,
  maintenant: Date,
): string =>
  `/achats/repondre/${signerLien(secret, {
    usage: USAGE,
    objet: `${cooperationId}/${lienId}`,
    expireLe: new Date(+maintenant + VALIDITE_JOURS * 86_400_000),
  })}`

/** Reads the link. `perime` when its time is over, `faux` when it is not ours. */
export function lireLienDeReponse(
  secret: string,
  jeton: string,
  maintenant: Date,
): CibleDuLien | 'faux' | 'perime' {
  const lu = lireLien(secret, jeton, USAGE, maintenant)
  if (typeof lu === 'string') return lu
  const noms = lu.objet.split('/')
  const [cooperationId = '', lienId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, lienId } : 'faux'
}

/** The same link once the contract is awarded: it leads to the membership of each employer. */
export const cheminDAdhesion = (secret: string, cible: CibleDuLien, maintenant: Date): string =>
  versLAdhesion(cheminDeReponse(secret, cible, maintenant))

/** Where the membership of an address of the consultation is. */
export const versLAdhesion = (chemin: string): string =>
  chemin.replace(/^\/achats\/repondre\//, '/achats/adherer/')
