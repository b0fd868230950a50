// npm run bench -- projection: the projection against C, numpy, itself in two processes and with four options.
import { join } from 'node:path'
import { type But, type Executer, mediane, rapportParTour } from '../outils/but.ts'
import { type Concurrent, comparer, parTours } from '../outils/comparer.ts'
import { trouverCompilateur } from '../outils/programme-c.ts'
import { aNumpy } from './projection-numpy.ts'
import { passer } from './region-processus.ts'
import { type Entree, MOIS } from './travail.ts'

const concurrent = (nom: string, fichier: string, entree: unknown): Concurrent => ({
  nom,
  fichier: join(import.meta.dirname, `${fichier}.ts`),
  entree,
})
const PETIT: Entree = { agents: 1_500, tirages: 1_000, options: 1 }
const MENU: Entree = { agents: 1_500, tirages: 120, options: 1 }
const REGION = { agents: 75_000, tirages: 1_000, options: 1 }
/** Counters compared with numpy, whose grid is a month: leaves, days, short, exposed, long, days of long, invalidities. */
const COMPARES = 7
const MARGE = 0.1

export const executer: Executer = async (dire) => [
  await mesurerC(dire),
  await mesurerNumpy(dire),
  await mesurerOptions(dire),
  ...(await mesurerRegion(dire)),
]

const parMois = (ms: readonly number[], { agents, tirages }: Entree): string =>
  `${((mediane(ms).rapport * 1e6) / (agents * tirages * MOIS)).toLocaleString('fr-FR', { maximumSignificantDigits: 3 })}\u00a0ns par agent et par mois`
const nonMesure = (id: string, seuil: string, raison: string): But => ({
  ...{ id, rapport: null, min: null, max: null, seuil },
  note: `Sur cette machine : ${raison}.`,
})

async function mesurerC(dire: (ligne: string) => void): Promise<But> {
  const [id, seuil] = ['projection.c', '<= 1.3']
  if (trouverCompilateur() === null) return nonMesure(id, seuil, 'pas de compilateur C')
  dire('1 500 agents × 72 mois × 1 000 tirages, le moteur et C : même empreinte…')
  const { ts = [], c = [] } = await comparer(
    [
      concurrent('ts', 'projection-ts', { ...PETIT, rendu: 'empreinte' }),
      concurrent('c', 'projection-c', PETIT),
    ],
    { tours: 9, chauffe: 2 },
  )
  return {
    id,
    ...rapportParTour(ts, c),
    seuil,
    note: `WebAssembly compilé de notre TypeScript, sur C (-O3 -march=native, vecteurs de 512 bits compris), même algorithme, même générateur, mêmes centimes : ${parMois(ts, PETIT)}, C ${parMois(c, PETIT)} ; temps de processeur.`,
  }
}

async function mesurerNumpy(dire: (ligne: string) => void): Promise<But> {
  const [id, seuil] = ['projection.numpy', '>= 30']
  if (!aNumpy()) return nonMesure(id, seuil, 'pas de Python avec numpy')
  dire(
    '1 500 agents × 72 mois × 120 tirages, numpy par mois : mêmes fréquences, durées et invalidités à 10 % près…',
  )
  const proches = (a: unknown, b: unknown): boolean =>
    (a as number[]).slice(0, COMPARES).every((n, i) => Math.abs((b as number[])[i]! / n - 1) < MARGE)
  const { ts = [], numpy = [] } = await comparer(
    [
      concurrent('ts', 'projection-ts', { ...MENU, rendu: 'moyennes' }),
      concurrent('numpy', 'projection-numpy', MENU),
    ],
    { tours: 7, chauffe: 2, memes: proches },
  )
  return {
    id,
    ...rapportParTour(numpy, ts),
    seuil,
    note: `numpy vectorisé (grille mensuelle, un fil, sans provisions) sur le moteur : ${parMois(numpy, MENU)} contre ${parMois(ts, MENU)} ; temps de processeur.`,
  }
}

async function mesurerOptions(dire: (ligne: string) => void): Promise<But> {
  dire('quatre options d’un coup, mêmes congés qu’une seule…')
  const { une = [], quatre = [] } = await comparer(
    [
      concurrent('une', 'projection-ts', { ...PETIT, rendu: 'moyennes' }),
      concurrent('quatre', 'projection-ts', { ...PETIT, options: 4, rendu: 'moyennes' }),
    ],
    { tours: 7, chauffe: 2 },
  )
  return {
    id: 'projection.quatre-options',
    ...rapportParTour(quatre, une),
    seuil: '<= 1.2',
    note: `Quatre options projetées ensemble sur une seule : ${parMois(quatre, PETIT)} contre ${parMois(une, PETIT)}.`,
  }
}

async function mesurerRegion(dire: (ligne: string) => void): Promise<readonly But[]> {
  dire('75 000 agents × 72 mois × 1 000 tirages, un puis deux processus : même empreinte…')
  const empreintes = new Set<string>()
  const memoires: number[] = []
  const coureur = (nom: string, travailleurs: number) => ({
    nom,
    tour: async () => {
      const passage = passer({ ...REGION, travailleurs })
      empreintes.add(passage.empreinte)
      memoires.push(passage.memoire)
      if (empreintes.size > 1) throw new Error('Un et deux processus ne donnent pas la même empreinte.')
      return passage.ms
    },
  })
  const { un = [], deux = [] } = await parTours([coureur('un', 1), coureur('deux', 2)], 3, 0)
  const secondes = (ms: readonly number[]): string =>
    `${(mediane(ms).rapport / 1_000).toFixed(1).replace('.', ',')}\u00a0s`
  return [
    {
      id: 'projection.deux-travailleurs',
      ...rapportParTour(deux, un),
      seuil: '<= 1.1',
      note: `Temps de processeur de deux processus (${secondes(deux)}, démarrage, recensement et messages compris) sur un seul (${secondes(un)}).`,
    },
    {
      id: 'projection.memoire-mo',
      ...mediane(memoires),
      seuil: '<= 200',
      note: 'Plus haute mémoire du processus qui recueille, recensement fictif compris, en mégaoctets.',
    },
  ]
}
