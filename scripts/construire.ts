// Builds dist/: the server bundle, the islands and the style sheet under names that carry their content.
import { createHash } from 'node:crypto'
import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const racine = join(import.meta.dirname, '..')
const sortie = join(racine, 'dist')
const SOURCES = [
  '{src,demo}/**/*.{ts,tsx,css,json,woff2,svg}',
  'packages/*/src/**/*.ts',
  'package-lock.json',
  'scripts/construire.ts',
]

/** What CommonJS packages ask of an ES module. */
const REQUIRE =
  "import { createRequire as creerRequire } from 'node:module'; const require = creerRequire(import.meta.url);"

/**
 * Makes sure that dist/ holds the build of these sources; returns the public names of the static files by their short name. A build that is
 * already there is kept: a process that serves from it is not disturbed by the start of another. A new one takes its place at once, whole.
 */
export async function construire(): Promise<Record<string, string>> {
  const empreinte = await empreinteDesSources()
  const la = await readFile(join(sortie, 'statique.json'), 'utf8').catch(() => null)
  if (la && (await readFile(join(sortie, 'empreinte'), 'utf8').catch(() => '')) === empreinte)
    return JSON.parse(la)
  const [neuf, ancien] = ['nouveau', 'ancien'].map((nom) => `dist.${nom}-${process.pid}`) as [string, string]
  try {
    const noms = await construireDans(neuf)
    await writeFile(join(racine, neuf, 'empreinte'), empreinte)
    await rename(sortie, join(racine, ancien)).catch(ignorerAbsence)
    await rename(join(racine, neuf), sortie).catch(ignorerAutreConstruction)
    return noms
  } finally {
    for (const nom of [neuf, ancien]) await rm(join(racine, nom), { recursive: true, force: true })
  }
}

async function empreinteDesSources(): Promise<string> {
  const fichiers: string[] = []
  for await (const fichier of glob(SOURCES, { cwd: racine })) fichiers.push(fichier)
  const hachage = createHash('sha256')
  for (const fichier of fichiers.sort())
    hachage.update(`${fichier}\0`).update(await readFile(join(racine, fichier)))
  return hachage.digest('hex')
}

function ignorerAbsence(erreur: NodeJS.ErrnoException): void {
  if (erreur.code !== 'ENOENT') throw erreur
}

// Two starts at once built the same sources: the first one there is as good.
function ignorerAutreConstruction(erreur: NodeJS.ErrnoException): void {
  if (erreur.code !== 'ENOTEMPTY' && erreur.code !== 'EEXIST') throw erreur
}

async function construireDans(dossier: string): Promise<Record<string, string>> {
  const ilots: string[] = []
  for await (const fichier of glob('src/**/*.island.ts', { cwd: racine })) ilots.push(fichier)
  const programme = {
    absWorkingDir: racine,
    outdir: dossier,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    logLevel: 'error',
  } as const
  const [statique] = await Promise.all([
    build({
      absWorkingDir: racine,
      entryPoints: {
        style: 'src/ui/css/index.css',
        ...Object.fromEntries(ilots.map((f) => [basename(f, '.island.ts'), f])),
      },
      outdir: `${dossier}/statique`,
      entryNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      loader: { '.woff2': 'file' },
      bundle: true,
      minify: true,
      format: 'esm',
      target: ['chrome111', 'firefox115', 'safari16.4'],
      metafile: true,
      logLevel: 'error',
    }),
    build({
      ...programme,
      entryPoints: {
        server: 'src/server.ts',
        demonstration: 'demo/charger.ts',
        signalement: 'src/signalement/serveur.ts',
        'sans-script': 'src/signalement/scelleur/serveur.ts',
        'demonstration-signalement': 'demo/signalement/charger.ts',
      },
      packages: 'external',
      jsx: 'automatic',
    }),
    // Started again and again: one file each, so that they start at once. Only what is native stays outside.
    build({
      ...programme,
      entryPoints: {
        'typst.processus': 'src/platform/documents/typst.processus.ts',
        'tableur.processus': 'src/platform/tableurs/tableur.processus.ts',
        'recensement.processus': 'src/modules/achats/recensement/recensement.processus.ts',
      },
      external: ['@myriaddreamin/typst-ts-node-compiler'],
      banner: { js: REQUIRE },
    }),
  ])
  const noms = Object.fromEntries(
    Object.entries(statique.metafile.outputs)
      .filter(([, { entryPoint }]) => entryPoint)
      .map(([fichier]) => [basename(fichier).replace(/-[A-Z0-9]{8}(?=\.)/, ''), basename(fichier)]),
  )
  await writeFile(join(racine, dossier, 'statique.json'), JSON.stringify(noms, null, 2))
  return noms
}

if (import.meta.main) await construire()
