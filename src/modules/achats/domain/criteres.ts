export type Critere = {
  readonly cle: string
  readonly nom: string
  /** Out of 100, all criteria together. */
  readonly poids: number
  /** `prix` is computed from the cost; `note` is given by the commission, out of 20. */
  readonly genre: 'prix' | 'note'
}

/** Criteria proposed at first: the four families of décret 2011-1474 (articles to be read again before publication) and the price. Weights are free. */
export const CRITERES_PROPOSES: readonly Critere[] = [
  { cle: 'prix', nom: 'Prix sur six ans', poids: 25, genre: 'prix' },
  { cle: 'garanties', nom: 'Garanties', poids: 15, genre: 'note' },
  { cle: 'solidarite', nom: 'Solidarité entre les agents', poids: 20, genre: 'note' },
  { cle: 'maitrise', nom: 'Maîtrise financière', poids: 25, genre: 'note' },
  { cle: 'exposes', nom: 'Agents âgés ou exposés', poids: 15, genre: 'note' },
]

export type FauteDeCriteres = 'total' | 'poids' | 'aucun-prix'

/** What forbids to publish criteria: weights that are not whole and positive, a sum other than 100, no price or several. Null when they may be published. */
export function verifierCriteres(criteres: readonly Critere[]): FauteDeCriteres | null {
  if (criteres.some(({ poids }) => !Number.isInteger(poids) || poids <= 0)) return 'poids'
  if (criteres.reduce((total, { poids }) => total + poids, 0) !== 100) return 'total'
  return criteres.filter(({ genre }) => genre === 'prix').length === 1 ? null : 'aucun-prix'
}

/** n / d to the nearest whole, half up; whole positive numbers of any size. */
const arrondi = (n: bigint, d: bigint): number => Number((2n * n + d) / (2n * d))

/** Points of a price, in hundredths of a point: weight × lowest cost ÷ cost. Costs are whole cents, over 0. */
export const pointsDePrix = (poids: number, plusBas: number, cout: number): number =>
  arrondi(BigInt(poids * 100) * BigInt(plusBas), BigInt(cout))

/** Points of notes, in hundredths of a point: weight × mean of the notes ÷ 20. Notes are hundredths out of 20 (0 to 2000); null without any. */
export function pointsDeNotes(poids: number, notes: readonly number[]): number | null {
  if (notes.length === 0) return null
  const somme = notes.reduce((total, note) => total + note, 0)
  return arrondi(BigInt(poids * 100) * BigInt(somme), BigInt(notes.length * 2000))
}

/** Mean of notes, in hundredths out of 20; null without any. */
export const moyenne = (notes: readonly number[]): number | null =>
  notes.length === 0 ? null : arrondi(BigInt(notes.reduce((t, n) => t + n, 0)), BigInt(notes.length))

export type OffreANoter = {
  readonly id: string
  /** Cost that the price criterion judges, whole cents; null when it could not be priced. */
  readonly cout: number | null
  /** An irregular or late bid keeps its column and takes no points. */
  readonly ecartee: boolean
  readonly notes: Readonly<Record<string, readonly number[]>>
}

export type OffreNotee = {
  readonly id: string
  /** Hundredths of a point by criterion; null while it is not noted. */
  readonly points: Readonly<Record<string, number | null>>
  /** Null while a criterion is missing, or when the bid is set aside. */
  readonly total: number | null
  /** 1 is the first; equal totals share a rank. Null without a total, or with one bid only: nothing to rank. */
  readonly rang: number | null
}

/** Notes and ranks bids by criteria that were published. Order of the bids is kept. */
export function classer(offres: readonly OffreANoter[], criteres: readonly Critere[]): OffreNotee[] {
  const couts = offres.flatMap(({ cout, ecartee }) => (ecartee || cout === null || cout <= 0 ? [] : [cout]))
  const plusBas = Math.min(...couts)
  const notees = offres.map(({ id, cout, ecartee, notes }) => {
    const points = Object.fromEntries(
      criteres.map(({ cle, poids, genre }) => [
        cle,
        ecartee
          ? null
          : genre === 'prix'
            ? cout === null || cout <= 0
              ? null
              : pointsDePrix(poids, plusBas, cout)
            : pointsDeNotes(poids, notes[cle] ?? []),
      ]),
    )
    const valeurs = Object.values(points)
    const total = valeurs.some((v) => v === null) ? null : valeurs.reduce((t: number, v) => t + v!, 0)
    return { id, points, total }
  })
  const totaux = notees.flatMap(({ total }) => total ?? [])
  return notees.map((offre) => ({
    ...offre,
    rang:
      offre.total === null || totaux.length < 2 ? null : 1 + totaux.filter((t) => t > offre.total!).length,
  }))
}

/**
 * What a contract costs at most over six years: the contribution of the first year, frozen, then raised each year by the largest rise that the bid allows,
 * to the cent each year. A bound that needs no assumption on claims, hence the same for all.
 * @param gel years at the first rate; @param hausse largest rise of a year over the one before, thousandths of a per cent
 */
export function coutSixAns(annuel: number, gel: number, hausse: number): number[] {
  const annees = [annuel]
  for (let annee = 1; annee < 6; annee++) {
    const avant = annees.at(-1)!
    annees.push(annee < gel ? avant : arrondi(BigInt(avant) * BigInt(100_000 + hausse), 100_000n))
  }
  return annees
}
