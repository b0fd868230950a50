import { lireLien, signerLien } from '#platform/http/liens.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

/** What the signed link of a request names: the request itself, which names one person and one action. */
export type CiblePoint = { readonly cooperationId: string; readonly demandeId: string }

const USAGE_POINT = 'point-d-action'

/** Days during which the link serves: past them, a later request has taken its place. */
const VALIDITE_JOURS = 45

/** The signed path at which the person says where the action stands, without an account. It serves once; her mandate is checked when she opens it. */
export function cheminDuPoint(secret: string, cible: CiblePoint, maintenant: Date): string {
  const jeton = signerLien(secret, {
    usage: USAGE_POINT,
    objet: `${cible.cooperationId}/${cible.demandeId}`,
    expireLe: new Date(`${ajouterJours(jourDe(maintenant), VALIDITE_JOURS)}T22:00:00Z`),
  })
  return `/programme/point/${jeton}`
}

/** Reads the link of a request. `perime` when its time is over, `faux` when it is not ours. */
export function lireLienDuPoint(
  secret: string,
  jeton: string,
  maintenant: Date,
): CiblePoint | 'faux' | 'perime' {
  const lu = lireLien(secret, jeton, USAGE_POINT, maintenant)
  if (typeof lu === 'string') return lu
  const noms = lu.objet.split('/')
  const [cooperationId = '', demandeId = ''] = noms
  return noms.every(estId) ? { cooperationId, demandeId } : 'faux'
}
