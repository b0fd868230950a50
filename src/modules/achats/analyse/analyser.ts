import { type Jour, jourDe } from '#shared/dates.ts'
import { classer, type OffreNotee } from '../domain/criteres.ts'
import type { MarcheLu, NoteLue, OffreLue, OffreNoteeLue } from '../marche/marche.queries.ts'
import type { ChiffrageLu, PrixScelle } from './analyse.queries.ts'
import type { Prix } from './chiffrer.ts'

export type Analyse = {
  /** Prices at what is supposed on the page. */
  readonly prix: Prix
  /** Prices that the criterion judges: half for the employers, the level that each chose. */
  readonly reference: Prix
  readonly classement: readonly OffreNotee[]
}

/** A late or irregular bid is priced and shown, and takes no points. */
export const estEcartee = ({ tardive, irreguliere }: Pick<OffreLue, 'tardive' | 'irreguliere'>): boolean =>
  tardive || irreguliere !== ''

const somme = (annees: readonly number[]): number => annees.reduce((total, n) => total + n, 0)

/**
 * Ranks the bids of a lot. What is supposed on the page changes what is shown, never the ranking.
 * @param reference prices under `HYPOTHESE`
 * @param prix prices at what is supposed on the page
 */
export function analyser(
  marche: Pick<MarcheLu, 'criteres'>,
  offres: readonly OffreLue[],
  notes: readonly NoteLue[],
  reference: Prix,
  prix: Prix = reference,
): Analyse {
  return {
    reference,
    prix,
    classement: ranger(marche, offres, notes, (_, b) =>
      reference.agents > 0 ? somme(reference.sixAns[b]!) : null,
    ),
  }
}

/** The ranking of an awarded lot: the one that was kept with the award, else that of the prices sealed when it was awarded. */
export function classementPublie(
  marche: Pick<MarcheLu, 'criteres'>,
  offres: readonly OffreNoteeLue[],
  {
    attribueLe,
    classement,
  }: { readonly attribueLe: Jour; readonly classement: readonly OffreNotee[] | null },
  chiffrages: readonly Pick<ChiffrageLu, 'resultats' | 'faitLe'>[],
): readonly OffreNotee[] {
  if (classement) return classement
  const chiffrage = chiffrages.find(({ faitLe }) => jourDe(faitLe) <= attribueLe) ?? chiffrages.at(-1)
  const notes = offres.flatMap((offre) => offre.notes)
  return ranger(marche, offres, notes, ({ id }) => chiffrage?.resultats[id]?.sixAns ?? null)
}

function ranger(
  marche: Pick<MarcheLu, 'criteres'>,
  offres: readonly OffreLue[],
  notes: readonly NoteLue[],
  coutDe: (offre: OffreLue, rang: number) => number | null,
): readonly OffreNotee[] {
  return classer(
    offres.map((offre, b) => ({
      id: offre.id,
      cout: coutDe(offre, b),
      ecartee: estEcartee(offre),
      notes: Object.fromEntries(
        marche.criteres.map(({ cle }) => [
          cle,
          notes.filter((n) => n.offreId === offre.id && n.critere === cle).map(({ note }) => note),
        ]),
      ),
    })),
    marche.criteres,
  )
}

/** What is kept of prices when they are sealed. */
export const aSceller = (offres: readonly OffreLue[], { total, sixAns }: Prix): Record<string, PrixScelle> =>
  Object.fromEntries(offres.map(({ id }, b) => [id, { ...total.montants[b]!, sixAns: somme(sixAns[b]!) }]))
