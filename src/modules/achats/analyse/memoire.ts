/** Results kept in the process under what determines them, each computed once however many ask for it meanwhile. */
export type Memoire<T> = {
  /** @param garder says of a result whether it may be given again under this key */
  readonly lire: (cle: string, calculer: () => Promise<T>, garder?: (resultat: T) => boolean) => Promise<T>
}

/**
 * The key must hold everything that the result depends on: nothing is ever told to forget. What was not asked for longest goes first; a computation that failed
 * is not kept.
 * @param entrees results kept at most
 */
export function ouvrirMemoire<T>(entrees: number): Memoire<T> {
  const gardes = new Map<string, Promise<T>>()
  return {
    lire(cle, calculer, garder = () => true) {
      const deja = gardes.get(cle)
      const resultat = deja ?? calculer()
      gardes.delete(cle)
      gardes.set(cle, resultat)
      if (deja) return deja
      if (gardes.size > entrees) gardes.delete(gardes.keys().next().value!)
      const oublier = () => {
        if (gardes.get(cle) === resultat) gardes.delete(cle)
      }
      resultat.then((obtenu) => {
        if (!garder(obtenu)) oublier()
      }, oublier)
      return resultat
    },
  }
}
