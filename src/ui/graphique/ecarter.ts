/**
 * Moves words placed on one column until none touches another, in their order from the top, and the least words that it can: those that have room stay.
 * When they are too many for the room, they go past its top.
 * @param positions height of each, in pixels from the top; the answer keeps their order in the list
 * @param ecart pixels wanted between two of them
 * @param bas lowest height allowed
 */
export function ecarter(positions: readonly number[], ecart: number, bas: number): number[] {
  const rangs = positions.map((_, rang) => rang).toSorted((a, b) => positions[a]! - positions[b]!)
  const places = [...positions]
  let avant = Number.NEGATIVE_INFINITY
  for (const rang of rangs) {
    places[rang] = Math.max(places[rang]!, avant + ecart)
    avant = places[rang]!
  }
  let apres = bas + ecart
  for (const rang of rangs.toReversed()) {
    places[rang] = Math.min(places[rang]!, apres - ecart)
    apres = places[rang]!
  }
  return places
}
