import type { Centimes, MilliPourcent } from './centimes.ts'

// The only file of the package that divides an amount: what leaves it is shown or written, never computed with.

/** Euros as the nearest JSON number: 182303 → 1823.03. For writing an answer, never for computing. */
export const enEuros = (montant: Centimes): number => montant / 100

/** Per cent as the nearest JSON number: 1610 → 1.61. */
export const enPourcent = (taux: MilliPourcent): number => taux / 1_000

const ESPACE_FINE = '\u202f'
const ESPACE = '\u00a0'

const groupes = (entier: string): string => {
  if (entier.length <= 3) return entier
  const coupe = entier.length - 3
  return `${groupes(entier.slice(0, coupe))}${ESPACE_FINE}${entier.slice(coupe)}`
}

/** « 1 823,03 € », with French spaces. */
export function direEuros(montant: Centimes): string {
  const absolu = Math.abs(montant)
  const reste = absolu % 100
  const decimales = reste < 10 ? `0${reste}` : `${reste}`
  return `${montant < 0 ? '−' : ''}${groupes(`${(absolu - reste) / 100}`)},${decimales}${ESPACE}€`
}

/** « 1,61 % », without useless zeros. */
export function direTaux(taux: MilliPourcent): string {
  const absolu = Math.abs(taux)
  const milliemes = absolu % 1_000
  const decimales = milliemes === 0 ? '' : `,${String(milliemes).padStart(3, '0').replace(/0+$/, '')}`
  return `${taux < 0 ? '−' : ''}${groupes(String((absolu - milliemes) / 1_000))}${decimales}${ESPACE}%`
}
