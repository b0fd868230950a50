import { direJour, type Jour, type Pas, pas, plusJours } from '../socle/index.ts'
import { carte } from './carte.ts'

/** Day on which the law of December 2025 looks at running conventions. */
export const JOUR_TEMOIN: Jour = '2025-12-23'
/** Day on which the new scheme applies to all at the latest. */
export const BASCULE_GENERALE: Jour = '2029-01-01'

const REGLE = carte(
  'bascule',
  'Date de passage au contrat collectif à adhésion obligatoire',
  'loi 2025-1251, art. 6 ; BIP, fiche PARTIC',
  'date',
  { du: '2025-12-24' },
)

export interface Bascule {
  readonly date: Jour
  readonly motif: string
  readonly explication: readonly Pas[]
}

/**
 * From which day the scheme of law 2025-1251 binds an employer.
 * @param terme last day of the convention de participation (prévoyance) that ran on 23 December 2025; null when none ran
 */
export function dateDeBascule(terme: Jour | null): Bascule {
  const date = terme === null || terme >= BASCULE_GENERALE ? BASCULE_GENERALE : plusJours(terme, 1)
  const motif = motifDe(terme)
  return { date, motif, explication: [pas(REGLE, motif, { terme }, date)] }
}

function motifDe(terme: Jour | null): string {
  if (terme === null)
    return `aucune convention de participation en cours au ${direJour(JOUR_TEMOIN)} : le nouveau régime s’applique le ${direJour(BASCULE_GENERALE)}`
  if (terme < BASCULE_GENERALE)
    return `la convention en cours au ${direJour(JOUR_TEMOIN)} se termine le ${direJour(terme)} : le nouveau régime s’applique le lendemain (si elle a été prolongée après cette date, aucun texte ne dit quel terme retenir)`
  return `la convention en cours court jusqu’au ${direJour(terme)} : elle doit être mise en conformité au ${direJour(BASCULE_GENERALE)}`
}
