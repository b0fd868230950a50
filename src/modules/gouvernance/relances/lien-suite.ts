import { lireLien, signerLien } from '#platform/http/liens.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

/** What the signed link of a sequel names: one person, for her own organisation, on one decision. */
export type CibleSuite = {
  readonly cooperationId: string
  readonly decisionId: string
  readonly organismeId: string
  readonly personneId: string
}

const USAGE_SUITE = 'suite-a-donner'

/** Days during which the link serves: an organ meets every few weeks, then the act is sent and published. */
const VALIDITE_JOURS = 90

/** The signed path at which the person records the act of her organisation without an account. Her mandate is checked when she opens it. */
export function cheminDeSuite(secret: string, cible: CibleSuite, maintenant: Date): string {
  const jeton = signerLien(secret, {
    usage: USAGE_SUITE,
    objet: [cible.cooperationId, cible.decisionId, cible.organismeId, cible.personneId].join('/'),
    expireLe: new Date(`${ajouterJours(jourDe(maintenant), VALIDITE_JOURS)}T22:00:00Z`),
  })
  return `/suites/${jeton}`
}

/** Reads the link of a sequel. `perime` when its time is over, `faux` when it is not ours. */
export function lireLienDeSuite(
  secret: string,
  jeton: string,
  maintenant: Date,
): CibleSuite | 'faux' | 'perime' {
  const lu = lireLien(secret, jeton, USAGE_SUITE, maintenant)
  if (typeof lu === 'string') return lu
  const noms = lu.objet.split('/')
  const [cooperationId = '', decisionId = '', organismeId = '', personneId = ''] = noms
  return noms.every(estId) ? { cooperationId, decisionId, organismeId, personneId } : 'faux'
}
