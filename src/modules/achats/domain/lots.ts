/** Which employers a lot holds: no département means all of them, no ceiling means no limit. Bounds are included. */
export type RegleDeLot = {
  readonly id: string
  readonly numero: number
  readonly departements: readonly string[]
  readonly agentsMin: number
  readonly agentsMax: number | null
}

export type EmployeurALotir = {
  readonly id: string
  readonly departement: string | null
  readonly agents: number
}

/** Whether the rule of a lot holds an employer. */
export const tientDans = (regle: RegleDeLot, { departement, agents }: EmployeurALotir): boolean =>
  (regle.departements.length === 0 || (departement !== null && regle.departements.includes(departement))) &&
  agents >= regle.agentsMin &&
  (regle.agentsMax === null || agents <= regle.agentsMax)

export type Repartition = {
  /** Lot of each employer that one rule holds. */
  readonly lots: ReadonlyMap<string, string>
  /** Employers that no rule holds, and those that several hold: lots cannot be published while there are any. */
  readonly sansLot: readonly string[]
  readonly enDouble: readonly string[]
}

/** Puts each employer in the lot whose rule holds it. An employer that two rules hold goes to none: the rules are to be corrected. */
export function repartir(employeurs: readonly EmployeurALotir[], regles: readonly RegleDeLot[]): Repartition {
  const lots = new Map<string, string>()
  const sansLot: string[] = []
  const enDouble: string[] = []
  for (const employeur of employeurs) {
    const retenues = regles.filter((regle) => tientDans(regle, employeur))
    if (retenues.length === 0) sansLot.push(employeur.id)
    else if (retenues.length > 1) enDouble.push(employeur.id)
    else lots.set(employeur.id, retenues[0]!.id)
  }
  return { lots, sansLot, enDouble }
}

/** Fewest agents in a published cell: under it, somebody could be recognised. A choice of method, that of the absence statistics of the census. */
export const SEUIL_CELLULE = 10

export type Cellule = { readonly libelle: string; readonly effectif: number }

/**
 * Groups of cells that may be published: neighbours are merged, in their order, until each group holds at least `seuil` agents. When all together are under
 * the threshold, nothing is published (an empty list). No agent is lost: nothing can be found back by subtraction from a total.
 */
export function regrouper<C extends { readonly effectif: number }>(
  cellules: readonly C[],
  seuil = SEUIL_CELLULE,
): C[][] {
  const retenues = cellules.filter(({ effectif }) => effectif > 0)
  const somme = (groupe: readonly C[]) => groupe.reduce((n, { effectif }) => n + effectif, 0)
  if (somme(retenues) < seuil) return []
  const groupes: C[][] = []
  let courant: C[] = []
  for (const cellule of retenues) {
    courant.push(cellule)
    if (somme(courant) >= seuil) {
      groupes.push(courant)
      courant = []
    }
  }
  // What is left at the end is too small to stand alone: it joins the last group.
  if (courant.length > 0) groupes.at(-1)!.push(...courant)
  return groupes
}

/** Cells that may be published, each under the names of those that it merges (`regrouper`). */
export const fusionner = (cellules: readonly Cellule[], seuil = SEUIL_CELLULE): Cellule[] =>
  regrouper(cellules, seuil).map((groupe) => ({
    libelle: groupe.map(({ libelle }) => libelle).join(' + '),
    effectif: groupe.reduce((n, { effectif }) => n + effectif, 0),
  }))
