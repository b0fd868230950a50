import { lireLien, signerLien } from '#platform/http/liens.ts'
import { estId } from '#shared/ids.ts'

const USAGE_AGENDA = 'flux-d-agenda'

/** A diary asks for years without anybody watching: the link ends when its row is closed, or with the functions of the person, not with time. */
const SANS_TERME = new Date('2100-01-01T00:00:00Z')

export type CibleAgenda = { readonly cooperationId: string; readonly fluxId: string }

/** The signed path that a diary follows. It names a row, never a person. */
export const cheminDuFlux = (secret: string, { cooperationId, fluxId }: CibleAgenda): string =>
  `/mon-agenda/${signerLien(secret, { usage: USAGE_AGENDA, objet: `${cooperationId}/${fluxId}`, expireLe: SANS_TERME })}/agenda.ics`

/** Reads the link of a feed; null when it is not ours. */
export function lireLienDuFlux(secret: string, jeton: string, maintenant: Date): CibleAgenda | null {
  const lu = lireLien(secret, jeton, USAGE_AGENDA, maintenant)
  if (typeof lu === 'string') return null
  const noms = lu.objet.split('/')
  const [cooperationId = '', fluxId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, fluxId } : null
}
