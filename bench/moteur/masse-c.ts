// Contender: C compiled from the same rules, sums by employer, option and bid.
import {
  parametresMasse,
  SORTIES,
  type SortiesMasse,
  sortiesPour,
} from '../../packages/prevoyance/src/moteur/masse.ts'
import { construireProgramme } from '../../packages/prevoyance/src/moteur/simd/programme.ts'
import { enOctets, ProgrammeC } from '../outils/programme-c.ts'
import { genererC } from './generer-c.ts'
import { etaler } from './masse-noyau.ts'
import { BIDS, grapheDuTravail, JOUR, OFFRES, OPTIONS, preparerTravail } from './travail.ts'

type Entree = { readonly agents: number; readonly employeurs: number; readonly genre: 'scalaire' | 'avx512' }

const DRAPEAUX = {
  scalaire: [
    '-O3',
    '-march=native',
    '-fno-math-errno',
    '-fno-trapping-math',
    '-fno-tree-vectorize',
    '-fno-tree-slp-vectorize',
  ],
  avx512: ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math'],
}
const VOIES = 8

export function preparer({ agents, employeurs, genre }: Entree) {
  const { population } = preparerTravail(agents, employeurs)
  const programme = construireProgramme(grapheDuTravail(), SORTIES)
  const { entrees, sorties } = programme
  const p: Readonly<Record<string, number>> = { ...parametresMasse(JOUR) }
  const pris = (noms: readonly string[], lignes: readonly object[]) =>
    Float64Array.from(lignes.flatMap((ligne) => noms.map((nom) => (ligne as Record<string, number>)[nom]!)))
  const n = Math.ceil(agents / VOIES) * VOIES
  const colonnes = new Float64Array(n * entrees.agent.length)
  for (const [k, nom] of entrees.agent.entries()) {
    const colonne = population.agents[nom as keyof typeof population.agents]
    for (let i = 0; i < n; i++) colonnes[k * n + i] = colonne[Math.min(i, agents - 1)]!
  }
  const groupes = new Uint32Array(n).fill(population.nombreDeGroupes)
  groupes.set(population.groupes)
  const c = new ProgrammeC(
    genererC(programme, genre),
    DRAPEAUX[genre],
    enOctets([
      Float64Array.of(n, population.nombreDeGroupes, OPTIONS.length, BIDS),
      pris(entrees.parametre, [p]),
      pris(entrees.option, OPTIONS),
      pris(entrees.offre, OFFRES.flat()),
      colonnes,
      groupes,
    ]),
  )
  const largeur =
    sorties.agent.length + OPTIONS.length * (sorties.option.length + BIDS * sorties.offre.length)
  return {
    resultat: async () => {
      const lignes = await c.demander('r', population.nombreDeGroupes * largeur)
      return etaler(ranger(lignes, population.nombreDeGroupes, sorties), population.nombreDeGroupes)
    },
    tour: async () => (await c.demander('t', 1))[0]!,
  }
}

/** Rows of the program (agent, then each option and its bids) as columns by output. */
function ranger(
  lignes: Float64Array,
  groupes: number,
  sorties: Readonly<Record<'agent' | 'option' | 'offre', readonly string[]>>,
): SortiesMasse {
  const s = sortiesPour(groupes, OPTIONS.length, BIDS)
  let ici = 0
  const mettre = (noms: readonly string[], rang: number): void => {
    for (const nom of noms) s[nom as keyof SortiesMasse][rang] = lignes[ici++]!
  }
  for (let g = 0; g < groupes; g++) {
    mettre(sorties.agent, g)
    for (let o = 0; o < OPTIONS.length; o++) {
      mettre(sorties.option, g * OPTIONS.length + o)
      for (let b = 0; b < BIDS; b++) mettre(sorties.offre, (g * OPTIONS.length + o) * BIDS + b)
    }
  }
  return s
}
