// Builds dist/: the server bundle, the islands and the style sheet under names that carry their content.
import { glob, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const racine = join(import.meta.dirname, '..')
const sortie = join(racine, 'dist')

/** Builds everything; returns the public names of the static files by their short name. */
export async function construire(): Promise<Record<string, string>> {
  await rm(sortie, { recursive: true, force: true })
  const ilots: string[] = []
  for await (const fichier of glob('src/**/*.island.ts', { cwd: racine })) ilots.push(fichier)
  const [statique] = await Promise.all([
    build({
      absWorkingDir: racine,
      entryPoints: {
        style: 'src/ui/css/index.css',
        ...Object.fromEntries(ilots.map((f) => [basename(f, '.island.ts'), f])),
      },
      outdir: 'dist/statique',
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
      absWorkingDir: racine,
      entryPoints: {
        server: 'src/server.ts',
        demonstration: 'demo/charger.ts',
        'typst.worker': 'src/platform/documents/typst.worker.ts',
        'tableur.worker': 'src/platform/tableurs/tableur.worker.ts',
      },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node24',
      jsx: 'automatic',
      sourcemap: true,
      logLevel: 'error',
    }),
  ])
  const noms = Object.fromEntries(
    Object.entries(statique.metafile.outputs)
      .filter(([, { entryPoint }]) => entryPoint)
      .map(([fichier]) => [basename(fichier).replace(/-[A-Z0-9]{8}(?=\.)/, ''), basename(fichier)]),
  )
  await writeFile(join(sortie, 'statique.json'), JSON.stringify(noms, null, 2))
  return noms
}

if (import.meta.main) await construire()
