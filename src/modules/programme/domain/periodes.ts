import { ajouterJours, type Jour } from '#shared/dates.ts'

export type Periode = { readonly id: string; readonly du: Jour; readonly au: Jour | null }

/** True when the programme is over on that day (Paris): it is read, nothing is added to it. */
export const estFini = ({ au }: Pick<Periode, 'au'>, jour: Jour): boolean => au !== null && au < jour

/**
 * Two programmes never run on the same day. Gives how the period before must end for the wanted one to hold: `null` when it already ends
 * before, or its new last day. Refuses a period that covers the first day of another, or that begins before the one that it follows.
 */
export function placerPeriode(
  voulue: Periode,
  autres: readonly Periode[],
):
  | { readonly ok: true; readonly ecourter: { readonly id: string; readonly au: Jour } | null }
  | { readonly ok: false } {
  const suivantes = autres.filter(({ id, du }) => id !== voulue.id && du >= voulue.du)
  if (suivantes.some(({ du }) => voulue.au === null || du <= voulue.au)) return { ok: false }
  const precedente = autres
    .filter(({ id, du }) => id !== voulue.id && du < voulue.du)
    .sort((a, b) => (a.du < b.du ? 1 : -1))[0]
  if (!precedente || (precedente.au !== null && precedente.au < voulue.du))
    return { ok: true, ecourter: null }
  return { ok: true, ecourter: { id: precedente.id, au: ajouterJours(voulue.du, -1) } }
}
