import { lireLien, signerLien } from '#platform/http/liens.ts'
import { instantParis, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

const USAGE = 'calendrier-des-centres'

/** The path of the feed of a cooperation: one address for everybody, the same until the end of the year, good for two years after it. */
export function cheminDuCalendrier(secret: string, cooperationId: string, maintenant: Date): string {
  const annee = Number(jourDe(maintenant).slice(0, 4)) + 2
  const jeton = signerLien(secret, {
    usage: USAGE,
    objet: cooperationId,
    expireLe: instantParis(`${annee}-12-31`, '23:59'),
  })
  return `/demandes/dates/suivre/${jeton}/calendrier.ics`
}

/** The cooperation that a feed belongs to; null when the address is not ours, or too old. */
export function lireLienDuCalendrier(secret: string, jeton: string, maintenant: Date): string | null {
  const lu = lireLien(secret, jeton, USAGE, maintenant)
  return typeof lu !== 'string' && estId(lu.objet) ? lu.objet : null
}
