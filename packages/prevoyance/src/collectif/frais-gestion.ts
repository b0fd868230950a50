import { type Centimes, centimes, direEuros, enEuros, type Pas, pas } from '../socle/index.ts'
import { carte } from './carte.ts'

const REGLE = carte(
  'frais-gestion',
  'Frais de gestion du Centre de gestion',
  'convention d’adhésion (exemple : CDG62, 2 € par agent et par an)',
  'centimes',
  { confiance: 'S' },
)

/** Yearly fee of a CDG: so many cents for each covered agent. */
export function fraisDeGestion(
  tarifParAgentAn: Centimes,
  agents: number,
): { readonly montant: Centimes; readonly explication: readonly Pas[] } {
  const montant = centimes(tarifParAgentAn * agents)
  const formule = `${agents} agents × ${direEuros(tarifParAgentAn)}`
  return { montant, explication: [pas(REGLE, formule, { agents }, enEuros(montant))] }
}
