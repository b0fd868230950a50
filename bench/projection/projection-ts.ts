// Contender: the projection of the engine. Its result: the cells of all draws, or their fingerprint for a large one.
import { Empreinte, projeter } from '../../packages/prevoyance/src/projection/index.ts'
import { type Entree, mesurerProcesseur, preparerTravail } from './travail.ts'

type Reglage = Entree & { readonly rendu: 'empreinte' | 'moyennes' }

export function preparer({ rendu, ...entree }: Reglage) {
  const projection = preparerTravail(entree)
  const tirer = (): string => {
    const empreinte = new Empreinte()
    for (const { cellules } of projeter(projection, 0, entree.tirages)) empreinte.ajouter(cellules)
    return empreinte.lire()
  }
  return {
    resultat: () => (rendu === 'empreinte' ? tirer() : moyennes()),
    tour: () => mesurerProcesseur(tirer),
  }

  /** Counters by agent and year, to compare with a contender that draws otherwise. */
  function moyennes(): readonly number[] {
    const somme = new Float64Array(8)
    for (const { compteurs } of projeter(projection, 0, entree.tirages))
      for (const [i, n] of compteurs.entries()) somme[i]! += n
    return [...somme].map((n) => n / (entree.agents * entree.tirages * 5))
  }
}
