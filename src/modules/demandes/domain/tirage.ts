import { repartir, strateDe } from './satisfaction.ts'

/** Somebody who may be asked: one person, for the largest of her employers. */
export type Candidat = {
  readonly personneId: string
  readonly courriel: string
  readonly organismeId: string
  readonly centreId: string
  readonly centre: string
  readonly population: number | null
  /** Her place in the draw, from the seed of the wave: the same seed draws the same people. */
  readonly rang: string
}

export type Strate = {
  readonly cle: string
  readonly centre: string
  readonly taille: string
  readonly existants: number
  readonly tires: readonly Candidat[]
}

/** What a page says of a stratum, largest towns last. */
const TAILLES = ['moins de 500', '500 à 1 999', '2 000 à 9 999', '10 000 et plus', 'autre']

/**
 * Draws a wave: strata are a centre and a size class, each gives in proportion of its people, one at least wherever somebody exists
 * (`repartir`). Inside a stratum the order is that of the seed alone, so that what was shown is what is sent.
 * @param voulu how many to ask in all; everybody when there are fewer
 */
export function tirer(candidats: readonly Candidat[], voulu: number): Strate[] {
  const strates = Map.groupBy(candidats, ({ centreId, population }) => `${centreId}|${strateDe(population)}`)
  const rangees = [...strates]
    .map(([cle, gens]) => ({ cle, centre: gens[0]!.centre, taille: cle.split('|')[1]!, gens }))
    .sort(
      (a, b) =>
        a.centre.localeCompare(b.centre, 'fr') ||
        TAILLES.indexOf(a.taille) - TAILLES.indexOf(b.taille) ||
        a.cle.localeCompare(b.cle),
    )
  const parts = repartir(
    rangees.map(({ gens }) => gens.length),
    voulu,
  )
  return rangees.map(({ cle, centre, taille, gens }, i) => ({
    cle,
    centre,
    taille,
    existants: gens.length,
    tires: gens
      .toSorted((a, b) => (a.rang + a.personneId < b.rang + b.personneId ? -1 : 1))
      .slice(0, parts[i]),
  }))
}

/** Half the width of the interval at 95 % around a share, with so many answers: what a wave of this size will be able to say. */
export const precisionDe = (reponses: number, part: number): number =>
  reponses === 0 ? 1 : 1.959964 * Math.sqrt((part * (1 - part)) / reponses)
