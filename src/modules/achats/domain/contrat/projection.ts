import { quantile } from '@maillage/prevoyance/projection'

/** Claims and contributions of draws, in their order: for each, the years one after the other. Cents. */
export type SommesTirees = { readonly charge: Float64Array; readonly primes: Float64Array }

/** A year in a few numbers: cents, and the ratio of claims to contributions. */
export type AnneeProjetee = {
  readonly charge: number
  readonly primes: number
  /** Median, then what eight draws in ten, and one in two, stay within; 1 for 100 %. */
  readonly mediane: number
  readonly bas: number
  readonly haut: number
  readonly quart: number
  readonly troisQuarts: number
}

/**
 * Six years of draws in a few numbers each. A median is not a mean: half of the draws are dearer.
 * @param annees years in a draw
 */
export function resumerTirages({ charge, primes }: SommesTirees, annees: number): AnneeProjetee[] {
  const tirages = charge.length / annees
  return Array.from({ length: annees }, (_, an): AnneeProjetee => {
    const de = (serie: Float64Array) => Array.from({ length: tirages }, (_t, t) => serie[t * annees + an]!)
    const [charges, recettes] = [de(charge), de(primes)]
    const rapports = charges.map((c, t) => (recettes[t]! > 0 ? c / recettes[t]! : 0))
    return {
      charge: Math.round(quantile(charges, 0.5)),
      primes: Math.round(quantile(recettes, 0.5)),
      mediane: quantile(rapports, 0.5),
      bas: quantile(rapports, 0.1),
      haut: quantile(rapports, 0.9),
      quart: quantile(rapports, 0.25),
      troisQuarts: quantile(rapports, 0.75),
    }
  })
}

/**
 * Contributions against claims, draw by draw: each level at its rate, raised each year as it may be.
 * @param taux by level, thousandths of a per cent, for each year
 */
export function rapporter(
  niveaux: readonly { readonly charge: Float64Array; readonly assiette: Float64Array }[],
  taux: readonly (readonly number[])[],
  annees: number,
): SommesTirees {
  const longueur = niveaux[0]?.charge.length ?? 0
  const charge = new Float64Array(longueur)
  const primes = new Float64Array(longueur)
  for (const [n, niveau] of niveaux.entries())
    for (let i = 0; i < longueur; i++) {
      charge[i]! += niveau.charge[i]!
      primes[i]! += (niveau.assiette[i]! * taux[n]![i % annees]!) / 100_000
    }
  return { charge, primes }
}

/** Draws of several lots, added draw by draw: a bad year is bad for all. */
export function additionner(series: readonly SommesTirees[]): SommesTirees {
  const longueur = series[0]?.charge.length ?? 0
  const somme = (cle: keyof SommesTirees) =>
    Float64Array.from({ length: longueur }, (_, i) => series.reduce((total, s) => total + s[cle][i]!, 0))
  return { charge: somme('charge'), primes: somme('primes') }
}

/** Rates of six years: frozen, then raised each year as much as the clause allows. Thousandths of a per cent, fractions kept. */
export const tauxAuPlus = (taux: number, gel: number, hausse: number, annees: number): number[] =>
  Array.from(
    { length: annees },
    (_, an) => taux * (1 + hausse / 100_000) ** Math.max(0, an - Math.max(1, gel) + 1),
  )
