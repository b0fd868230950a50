// Contender: the generated kernel, sums by employer, option and bid.
import {
  ETAGES_SORTIES,
  SORTIES,
  type SortiesMasse,
  simuler,
} from '../../packages/prevoyance/src/moteur/masse.ts'
import { BIDS, JOUR, mesurerProcesseur, OFFRES, OPTIONS, preparerTravail, type Table } from './travail.ts'

export function preparer({ agents, employeurs }: { agents: number; employeurs: number }) {
  const { population } = preparerTravail(agents, employeurs)
  const calculer = (): SortiesMasse => simuler(population, OPTIONS, OFFRES, JOUR)
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
