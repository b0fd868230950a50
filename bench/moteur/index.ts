// npm run bench -- moteur: the calculation engine against other ways of doing the same rules.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type But, type Executer, mediane, rapportParTour } from '../outils/but.ts'
import { type Concurrent, comparer, type Temps } from '../outils/comparer.ts'
import { aAvx512, trouverCompilateur } from '../outils/programme-c.ts'

const dossier = import.meta.dirname
const concurrent = (nom: string, fichier: string, entree: unknown): Concurrent => ({
  nom,
  fichier: join(dossier, `${fichier}.ts`),
  entree,
})

const REGION = { agents: 75_000, employeurs: 1_400 }
const EVALUATIONS = 900_000
const CAS = 40

/** Median of a series, for a note. */
const dit = (serie: readonly number[], unite = 'ms'): string =>
  `${mediane(serie).rapport.toLocaleString('fr-FR', { maximumSignificantDigits: 3 })}\u00a0${unite}`

export const executer: Executer = async (dire) => {
  dire('75 000 agents × 4 options × 3 offres, sommes par employeur, option et offre : même table chez tous…')
  const masse = await comparer(
    [
      concurrent('js', 'masse-noyau', { ...REGION, genre: 'js' }),
      concurrent('simd', 'masse-noyau', { ...REGION, genre: 'simd' }),
      concurrent('main', 'masse-main', REGION),
      concurrent('duckdb', 'masse-duckdb', REGION),
      ...enC(),
    ],
    { tours: 15, chauffe: 5 },
  )
  dire(`même résultat ; ${CAS} évaluations ponctuelles, neuf sorties : mêmes valeurs chez tous…`)
  const ponctuel = await comparer(
    [
      concurrent('explique', 'explique', { cas: CAS, repetitions: 20 }),
      concurrent('json-rules', 'ponctuel-json-rules', { cas: CAS }),
      concurrent('zen', 'ponctuel-zen', { cas: CAS }),
      concurrent('publicodes', 'ponctuel-publicodes', { cas: CAS }),
    ],
    { tours: 9, chauffe: 3 },
  )
  return [...butsDeMasse(masse), ...butsPonctuels(ponctuel), await mesurerPaquet()]
}

/** The contenders in C that this machine can compile and run. */
const enC = (): Concurrent[] =>
  trouverCompilateur() === null
    ? []
    : (aAvx512() ? (['scalaire', 'avx512'] as const) : (['scalaire'] as const)).map((genre) =>
        concurrent(genre, 'masse-c', { ...REGION, genre }),
      )

/** A goal against C; null with its reason where there is no such contender. */
function butEnC(id: string, seuil: string, simd: readonly number[], c: readonly number[], note: string): But {
  if (c.length > 0)
    return { id, ...rapportParTour(simd, c), seuil, note: `${note} : noyau ${dit(simd)}, C ${dit(c)}.` }
  const raison =
    trouverCompilateur() === null ? 'pas de compilateur C' : 'pas de vecteurs de 512 bits (AVX-512)'
  return { id, rapport: null, min: null, max: null, seuil, note: `Sur cette machine : ${raison}.` }
}

function butsDeMasse(mesures: Temps): But[] {
  const { js = [], simd = [], main = [], duckdb = [], scalaire = [], avx512 = [] } = mesures
  const parEvaluation = js.map((ms) => (ms * 1_000_000) / EVALUATIONS)
  const temps = `noyau ${dit(js)} (${dit(parEvaluation, 'ns')} l’évaluation de neuf sorties), boucle écrite à la main ${dit(main)}, DuckDB ${dit(duckdb)} ; temps de processeur`
  return [
    {
      id: 'moteur.js-duckdb',
      ...rapportParTour(js, duckdb),
      seuil: '<= 0.17',
      note: `Noyau engendré sur DuckDB (un fil, mêmes règles en une requête, table complète). ${temps}.`,
    },
    {
      id: 'moteur.wasm-duckdb',
      ...rapportParTour(simd, duckdb),
      seuil: '<= 0.09',
      note: `Noyau vectoriel WebAssembly (${dit(simd)}) sur DuckDB, même table complète. ${temps}.`,
    },
    butEnC(
      'moteur.wasm-c',
      '<= 1.15',
      simd,
      scalaire,
      'Noyau vectoriel WebAssembly sur C sans vecteurs, engendré des mêmes règles (-O3 -march=native -fno-tree-vectorize -fno-tree-slp-vectorize)',
    ),
    butEnC(
      'moteur.wasm-avx',
      '<= 5',
      simd,
      avx512,
      'Noyau vectoriel WebAssembly (deux voies) sur C en AVX-512 (huit voies), engendré des mêmes règles',
    ),
    {
      id: 'moteur.js-main',
      ...rapportParTour(js, main),
      seuil: '<= 1.1',
      note: `Noyau engendré sur boucle écrite à la main et sortie aux mêmes trois étages. ${temps}.`,
    },
  ]
}

function butsPonctuels(temps: Temps): But[] {
  const explique = temps['explique']!
  const publicodes = temps['publicodes']!
  const jsonRules = temps['json-rules']!
  const zen = temps['zen']!
  const micro = (serie: readonly number[]): string =>
    dit(
      serie.map((ms) => (ms * 1_000) / CAS),
      'µs',
    )
  const note = `chemin expliqué, toutes phrases écrites, ${micro(explique)} ; publicodes ${micro(publicodes)} ; json-rules-engine, sans explication, ${micro(jsonRules)} ; zen-engine, sans trace, ${micro(zen)} ; temps de processeur par évaluation`
  return [
    {
      id: 'moteur.explique-publicodes',
      ...rapportParTour(publicodes, explique),
      seuil: '>= 80',
      note: `publicodes sur chemin expliqué, mêmes neuf sorties. ${note}.`,
    },
    {
      id: 'moteur.explique-json-rules',
      ...rapportParTour(jsonRules, explique),
      note: `json-rules-engine (faits : nos fonctions) sur chemin expliqué. ${note}.`,
    },
    {
      id: 'moteur.explique-zen',
      ...rapportParTour(zen, explique),
      note: `zen-engine (une décision, un nœud d’expressions, sans trace) sur chemin expliqué. ${note}.`,
    },
  ]
}

/** Weight of the explained path in a browser. */
async function mesurerPaquet(): Promise<But> {
  const { outputFiles } = await build({
    entryPoints: [join(dossier, '../../packages/prevoyance/src/moteur/expliquer.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const ko = gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1_000
  return {
    id: 'moteur.paquet-ko',
    ...mediane([ko]),
    seuil: '< 60',
    note: 'Chemin expliqué complet (règles, paramètres, phrases), réduit et gzippé, en kilo-octets.',
  }
}
