import { lireLien, signerLien } from '#platform/http/liens.ts'
import { estId } from '#shared/ids.ts'

export type CibleDeLEnquete = { readonly cooperationId: string; readonly enqueteId: string }

const USAGE = 'enquete-de-satisfaction'
const VALIDITE_JOURS = 60

/** The personal path to the page of six lines, without an account. Reading it consumes nothing; the first answer counts. */
export const cheminDeLEnquete = (
  secret: string,
  { cooperationId, enqueteId }: CibleDeLEnquete,
  maintenant: Date,
): string =>
  `/demandes/avis-donne/${signerLien(secret, {
    usage: USAGE,
    objet: `${cooperationId}/${enqueteId}`,
    expireLe: new Date(+maintenant + VALIDITE_JOURS * 86_400_000),
  })}`

/** Reads the link; null when its time is over or when it is not ours. */
export function lireLienDeLEnquete(secret: string, jeton: string, maintenant: Date): CibleDeLEnquete | null {
  const lu = lireLien(secret, jeton, USAGE, maintenant)
  if (typeof lu === 'string') return null
  const noms = lu.objet.split('/')
  const [cooperationId = '', enqueteId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, enqueteId } : null
}
