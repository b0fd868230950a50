import type { ReglePoint } from '../moteur/definition.ts'
import { COTISATION, SOCIAL } from './cotisation.ts'
import { GARANTIES } from './garanties.ts'
import { NETS } from './net.ts'
import { REMPLACEMENT } from './remplacement.ts'
import { REMUNERATION } from './remuneration.ts'

export { ENTREES } from './entrees.ts'

/** Every point rule. The order does not matter: the generator sorts by what each one reads. */
export const REGLES: readonly ReglePoint[] = [
  ...REMUNERATION,
  ...NETS,
  ...REMPLACEMENT,
  ...GARANTIES,
  ...COTISATION,
  ...SOCIAL,
]

/** What the mass kernel answers for each agent, option and bid. */
export const SORTIES = [
  'netTotal',
  'revenuMaintenu',
  'indemnite',
  'rente',
  'capitalDeces',
  'cotisation',
  'partEmployeur',
  'partAgent',
  'revenuAvecContrat',
] as const
