import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { trouverMorts } from './exports.ts'

const ARBRE: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    imports: { '#shared/*': './src/shared/*', '#modules/*': './src/modules/*/index.ts' },
  }),
  'packages/calcul/package.json': JSON.stringify({
    name: '@x/calcul',
    exports: { './dates': './src/dates/index.ts' },
  }),
  'packages/calcul/src/dates/index.ts': "export { jour } from './jour.ts'",
  'packages/calcul/src/dates/jour.ts': 'export const jour = 1\nexport const oublie = 2',
  'src/server.ts':
    "import { lu } from './shared/lus.ts'\nimport { voter } from '#modules/vote'\nconst { tard } = await import('./tard.ts')\nlancer('src/fils/enfant.ts')\nvoter(lu, tard)",
  'src/shared/lus.ts':
    'export const lu = 1\nexport const mort = 2\nexport type Sien = 1\nexport const [a, b]: Sien[] = [1]',
  'src/shared/orphelin.ts': 'export const seul = 1',
  'src/modules/vote/index.ts': "export { voter } from './voter.ts'\nexport { compter } from './voter.ts'",
  'src/modules/vote/voter.ts': 'export function voter() {}\nexport function compter() {}',
  'src/tard.ts': 'export const tard = 1\nexport const avec = 2',
  'src/fils/enfant.ts': 'export const enfant = 1',
  'src/page.island.ts': "import type { b } from '#shared/lus.ts'\nexport const ilot: b = 1",
}

const racine = mkdtempSync(join(tmpdir(), 'exports-'))
beforeAll(() => {
  for (const [fichier, contenu] of Object.entries(ARBRE)) {
    mkdirSync(dirname(join(racine, fichier)), { recursive: true })
    writeFileSync(join(racine, fichier), contenu)
  }
})
afterAll(() => rmSync(racine, { recursive: true }))

it('trouve ce que personne n’importe, et rien d’autre', () => {
  const fichiers = Object.keys(ARBRE).filter((fichier) => fichier.endsWith('.ts'))
  expect(trouverMorts(racine, fichiers)).toEqual({
    lus: fichiers.length,
    fichiers: ['src/shared/orphelin.ts'],
    exports: [
      'packages/calcul/src/dates/jour.ts: oublie',
      'src/shared/lus.ts: mort',
      'src/shared/lus.ts: a',
      'src/modules/vote/index.ts: compter',
    ],
  })
})
