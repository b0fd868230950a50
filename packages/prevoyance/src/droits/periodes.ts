import { type Jour, jourDuRang, rangDuJour } from '../socle/index.ts'

/** A run of days that share a value, both ends included. */
export interface Run<T> {
  readonly debut: Jour
  readonly fin: Jour
  readonly jours: number
  readonly valeur: T
}

/** Cuts days into runs of equal value. @param debut day of the first one */
export function enRuns<T extends string>(debut: Jour, valeurs: readonly T[]): Run<T>[] {
  const origine = rangDuJour(debut)
  const runs: Run<T>[] = []
  let depart = 0
  for (const [i, valeur] of valeurs.entries()) {
    if (valeurs[i + 1] === valeur) continue
    runs.push({
      debut: jourDuRang(origine + depart),
      fin: jourDuRang(origine + i),
      jours: i - depart + 1,
      valeur,
    })
    depart = i + 1
  }
  return runs
}
