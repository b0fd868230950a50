/** Under ten closed files, no figure is published. */
export const RECUL = 10

export type Mesure = {
  readonly nombre: number
  readonly mediane: number
  readonly p90: number
  /** Share of files within their promise, from 0 to 1. */
  readonly dansLaCible: number
}

/**
 * The quantile of sorted values, by nearest rank: a value that was really lived, never an interpolation.
 * @param q between 0 and 1
 */
export function quantile(valeurs: readonly number[], q: number): number {
  const triees = [...valeurs].sort((a, b) => a - b)
  return triees[Math.max(0, Math.ceil(q * triees.length) - 1)] ?? 0
}

/**
 * What is published of closed files and of open ones: an open file already older than the median is counted with its age so far, so that
 * what is left aside does not embellish. Null under ten closed files.
 * @param closes time of each closed file and its promise, same unit
 * @param ouvertes age so far of each open file, and its promise
 */
export function mesurer(
  closes: readonly { readonly duree: number; readonly cible: number }[],
  ouvertes: readonly { readonly duree: number; readonly cible: number }[] = [],
): Mesure | null {
  if (closes.length < RECUL) return null
  const seuil = quantile(
    closes.map(({ duree }) => duree),
    0.5,
  )
  const comptees = [...closes, ...ouvertes.filter(({ duree }) => duree > seuil)]
  const durees = comptees.map(({ duree }) => duree)
  return {
    nombre: comptees.length,
    mediane: quantile(durees, 0.5),
    p90: quantile(durees, 0.9),
    dansLaCible: comptees.filter(({ duree, cible }) => duree <= cible).length / comptees.length,
  }
}

/** Wilson's interval of a share at 95 %, from 0 to 1: honest for few answers, never outside 0 and 1. */
export function wilson(succes: number, n: number): { readonly bas: number; readonly haut: number } {
  if (n === 0) return { bas: 0, haut: 1 }
  const z = 1.959964
  const p = succes / n
  const centre = p + (z * z) / (2 * n)
  const ecart = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const d = 1 + (z * z) / n
  return { bas: Math.max(0, (centre - ecart) / d), haut: Math.min(1, (centre + ecart) / d) }
}
