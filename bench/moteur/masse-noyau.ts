// Contender: the generated kernel of a kind, JavaScript or vectors, sums by employer, option and bid.
import { ETAGES_SORTIES, SORTIES, type SortiesMasse } from '../../packages/prevoyance/src/moteur/masse.ts'
import { type GenreNoyau, preparerNoyau } from '../../packages/prevoyance/src/moteur/noyau.ts'
import { BIDS, JOUR, mesurerProcesseur, OFFRES, OPTIONS, preparerTravail, type Table } from './travail.ts'

type Entree = { readonly agents: number; readonly employeurs: number; readonly genre: GenreNoyau }

export function preparer({ agents, employeurs, genre }: Entree) {
  const { population } = preparerTravail(agents, employeurs)
  const noyau = preparerNoyau(population, genre)
  if (noyau.genre !== genre) throw new Error('cette machine n’a pas de vecteurs WebAssembly')
  const calculer = (): SortiesMasse => noyau.simuler(OPTIONS, OFFRES, JOUR)
  return {
    resultat: () => etaler(calculer(), population.nombreDeGroupes),
    tour: () => mesurerProcesseur(calculer),
  }
}

/** Sums at every floor, repeated down to employer × option × bid, as the other contenders give them. */
export function etaler(sommes: SortiesMasse, groupes: number): Table {
  const parGroupe = { agent: 1, option: OPTIONS.length, offre: OPTIONS.length * BIDS }
  const lignes = groupes * parGroupe.offre
  return Object.fromEntries(
    SORTIES.map((nom) => {
      const repetition = parGroupe.offre / parGroupe[ETAGES_SORTIES[nom]]
      return [nom, Float64Array.from({ length: lignes }, (_, i) => sommes[nom][Math.floor(i / repetition)]!)]
    }),
  )
}
