import type { Confiance, Jour, Regle, Unite } from '../socle/index.ts'

/** Identity card of a collective rule. */
export const carte = (
  id: string,
  libelle: string,
  reference: string,
  unite: Unite,
  reste: { readonly du?: Jour; readonly arrondi?: string; readonly confiance?: Confiance } = {},
): Regle => ({
  id,
  libelle,
  reference,
  unite,
  du: reste.du ?? '2022-03-01',
  au: null,
  arrondi: reste.arrondi ?? null,
  confiance: reste.confiance ?? 'C',
})
