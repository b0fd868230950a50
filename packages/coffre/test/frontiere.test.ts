// What the package promises of itself: small, alone with the primitives, free of Node, light enough for a page.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import './outils.ts'
import phrases from '../src/phrases.json' with { type: 'json' }

const ici = join(import.meta.dirname, '..')
const racine = join(ici, '../..')
const lire = (chemin: string) => readFileSync(join(racine, chemin), 'utf8')
const sources = globSync('packages/coffre/src/**/*.ts', { cwd: racine })
const importsDe = (chemin: string) => [...lire(chemin).matchAll(/from '([^']+)'/g)].map(([, nom]) => nom!)

/** Libraries that hold a primitive, and the files of the package that may name them. */
const PRIMITIVES = /^(@noble\/|@scure\/|age-encryption|hash-wasm|shamir-secret-sharing)/

it('tient en 620 lignes de code, sans compter les commentaires et les lignes vides', () => {
  const lignes = sources
    .flatMap((chemin) => lire(chemin).split('\n'))
    .filter((ligne) => !/^\s*($|\/\/|\/\*\*|\*)/.test(ligne))
  expect(lignes.length).toBeGreaterThan(400)
  expect(lignes.length).toBeLessThanOrEqual(620)
})

it('n’importe que ses bibliothèques : ni Node, ni l’application', () => {
  expect(sources.length).toBeGreaterThan(10)
  const ailleurs = sources.flatMap(importsDe).filter((nom) => !nom.startsWith('./') && !PRIMITIVES.test(nom))
  expect(ailleurs).toEqual([])
  const ou = sources.filter((chemin) => importsDe(chemin).some((nom) => PRIMITIVES.test(nom)))
  expect(ou.map((chemin) => chemin.split('/').at(-1)).sort()).toEqual([
    'hybride.ts',
    'mots.ts',
    'primitives.ts',
    'scelle.ts',
    'sequestre.ts',
    'trousseau.ts',
  ])
})

it('personne d’autre ne nomme ces bibliothèques', () => {
  const autres = globSync(['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'packages/*/src/**/*.ts'], {
    cwd: racine,
  }).filter((chemin) => !chemin.startsWith('packages/coffre/') && !/\.test\.tsx?$/.test(chemin))
  expect(autres.length).toBeGreaterThan(100)
  expect(autres.filter((chemin) => importsDe(chemin).some((nom) => PRIMITIVES.test(nom)))).toEqual([])
})

it('chaque export a sa notice', () => {
  const sansNotice = sources
    .filter((chemin) => !chemin.endsWith('/index.ts'))
    .flatMap((chemin) =>
      [...lire(chemin).matchAll(/(^.*\n)^export (?:async )?(?:function|class|const) (\w+)/gm)].map(
        ([, avant, nom]) => ({ nom, avant: avant!.trim() }),
      ),
    )
    .filter(({ avant }) => !/\*\/$|^\/\/|^(?:export )?(?:const|type) /.test(avant))
  expect(sansNotice.map(({ nom }) => nom)).toEqual([])
})

it('chaque refus dit en français ce qui s’est passé et quoi faire', () => {
  for (const [code, phrase] of Object.entries(phrases)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(phrase, code).toMatch(/^[A-ZÀ-Ý].+\.$/u)
    expect(phrase, code).not.toMatch(/'|\bage\b|\bJSON\b|Argon|signature Ed/)
    expect(phrase.split(/[.:;?] /).length, code).toBeGreaterThan(1)
  }
})

describe('dans un navigateur', () => {
  const assembler = async (entree: string) => {
    const options = {
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      treeShaking: true,
    } as const
    const { outputFiles, warnings } = await build({
      ...options,
      stdin: { contents: entree, resolveDir: ici, loader: 'ts' },
    })
    expect(warnings).toEqual([])
    return outputFiles[0]!.text
  }
  it.each([
    ['l’autrice', "export * from './src/index.ts'", 75],
    [
      'un membre',
      "export * from './src/index.ts'; export * from './src/trousseau.ts'; export * from './src/sequestre.ts'",
      90,
    ],
  ])('ce que charge %s reste sous la borne', async (qui, entree, bornekio) => {
    const texte = await assembler(entree)
    const kio = Math.ceil(gzipSync(texte, { level: 9 }).length / 1024)
    console.info(`${qui} : ${Math.ceil(texte.length / 1024)} Kio, ${kio} Kio compressés (borne ${bornekio})`)
    expect(kio).toBeLessThanOrEqual(bornekio)
    expect(texte).not.toContain('node:')
  })

  it('la page de l’autrice ne porte aucun WebAssembly : sa politique de sécurité n’a rien à permettre', async () => {
    const [autrice, membre] = [
      await assembler("export * from './src/index.ts'"),
      await assembler("export * from './src/trousseau.ts'"),
    ]
    expect(autrice).not.toContain('WebAssembly')
    expect(membre).toContain('WebAssembly')
  })
})
