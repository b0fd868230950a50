import { accepter, type Result, refuser } from './result.ts'

/** A life cycle as data: each deed says from which states it leaves, where it leads, and the words of its button. */
export type Cycle<Etat extends string, Geste extends string> = {
  readonly [geste in Geste]: { readonly de: readonly Etat[]; readonly vers: Etat; readonly libelle: string }
}

export type TransitionRefusee<Etat extends string, Geste extends string> = {
  readonly code: 'transition-refusee'
  readonly etat: Etat
  readonly geste: Geste
}

/** Decides whether `geste` may be done from `etat`, and gives the state it leads to. */
export function transiter<Etat extends string, Geste extends string>(
  cycle: Cycle<Etat, Geste>,
  etat: Etat,
  geste: Geste,
): Result<Etat, TransitionRefusee<Etat, Geste>> {
  const transition = cycle[geste]
  return transition.de.includes(etat)
    ? accepter(transition.vers)
    : refuser({ code: 'transition-refusee', etat, geste })
}

/** The deeds possible from `etat`, in the order of the table: what a page draws as buttons. */
export function gestesPossibles<Etat extends string, Geste extends string>(
  cycle: Cycle<Etat, Geste>,
  etat: Etat,
): Geste[] {
  return (Object.keys(cycle) as Geste[]).filter((geste) => cycle[geste].de.includes(etat))
}
