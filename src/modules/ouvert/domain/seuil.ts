/** A count of people under it is not published alone: eleven, as statistics on small groups do (services §7, k ≥ 11 for what concerns persons). */
export const SEUIL_PERSONNES = 11

export type Cellule = { readonly nom: string; readonly valeur: number }
export type CellulePubliee = {
  readonly nom: string
  /** Null: even merged, too few people. */
  readonly valeur: number | null
  /** Names of the cells that it holds: itself, or those that were merged. */
  readonly noms: readonly string[]
}

/**
 * Merges the counts of people that are under the threshold, so that nobody is recognised. When the merged cell stays under it, the smallest
 * other cell joins it: a total would otherwise give it back by subtraction. Zero tells nothing of anybody and stays.
 * @param autres name of the merged cell
 */
export function fusionnerPetitesCellules(
  cellules: readonly Cellule[],
  autres: string,
  seuil = SEUIL_PERSONNES,
): CellulePubliee[] {
  const petite = ({ valeur }: Cellule) => valeur > 0 && valeur < seuil
  const petites = cellules.filter(petite)
  const gardees = cellules.filter((cellule) => !petite(cellule))
  if (petites.length === 0) return cellules.map((cellule) => ({ ...cellule, noms: [cellule.nom] }))
  const somme = () => petites.reduce((n, { valeur }) => n + valeur, 0)
  // One small cell alone, or a sum still small: the next one hides it.
  while ((petites.length < 2 || somme() < seuil) && gardees.some(({ valeur }) => valeur > 0)) {
    const suivante = gardees
      .filter(({ valeur }) => valeur > 0)
      .reduce((a, b) => (b.valeur < a.valeur ? b : a))
    gardees.splice(gardees.indexOf(suivante), 1)
    petites.push(suivante)
  }
  return [
    ...gardees.map((cellule) => ({ ...cellule, noms: [cellule.nom] })),
    { nom: autres, valeur: somme() < seuil ? null : somme(), noms: petites.map(({ nom }) => nom) },
  ]
}

/** Units that count things, not people; every other one is protected. */
const CHOSES =
  /^(€|euros?|k€|m€|%|points?|heures?|jours?|semaines?|mois|collectivités?|communes?|employeurs?|structures?|membres?|centres?|conventions?|actions?|réunions?|séances?|documents?|modèles?|outils?|sessions?|ateliers?|offres?|postes?|dossiers?|lots?|sites?|km|m²)(?!\p{L})/iu

/** True when an indicator must be taken for a count of people: its unit is not one of those that count things. */
export const concerneDesPersonnes = (unite: string): boolean => !CHOSES.test(unite.trim())
