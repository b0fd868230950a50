import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'

export type Tour = { readonly organismeId: string; readonly du: Jour; readonly au: Jour | null }

/**
 * The turns of a rotating chair: each member of the order in turn, date to date, twice around so that nobody has to think of it for long; the
 * last turn goes on until the order is set again.
 * @param mois how long a turn lasts, in calendar months
 */
export function planifierTours(ordre: readonly string[], du: Jour, mois: number): readonly Tour[] {
  const rangs = [...ordre, ...ordre]
  return rangs.map((organismeId, rang) => ({
    organismeId,
    du: ajouterMois(du, rang * mois),
    au: rang === rangs.length - 1 ? null : ajouterJours(ajouterMois(du, (rang + 1) * mois), -1),
  }))
}

/**
 * What becomes of the turns already written when new ones begin on a day: those that end before stay, the one under way ends the day before,
 * those that would have begun later go.
 */
export function raccorder(
  tours: readonly Tour[],
  du: Jour,
): { readonly restent: readonly Tour[]; readonly clore: readonly Tour[]; readonly retirer: readonly Tour[] } {
  return {
    restent: tours.filter(({ au }) => au !== null && au < du),
    clore: tours.filter((tour) => tour.du < du && (tour.au === null || tour.au >= du)),
    retirer: tours.filter((tour) => tour.du >= du),
  }
}
