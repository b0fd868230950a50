import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BINAIRES_DEBIAN_15 } from '../../src/platform/postgres-embarque/index.ts'

/** One thing that `npm test` runs: a program that succeeds or fails as a whole, or a vitest run whose tests are counted. */
export type Etape = {
  readonly nom: string
  readonly libelle: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly vitest?: boolean
}

const VITEST = 'node_modules/vitest/vitest.mjs'
const projet = (nom: string, ouvriers: number): readonly string[] => [
  VITEST,
  'run',
  '--project',
  nom,
  `--maxWorkers=${ouvriers}`,
]

/**
 * Every step, in the order in which two runners take them: short checks first, so that a fault of style is told within seconds, then the
 * longest suites, so that none is left alone at the end.
 */
export function etapes(racine: string): readonly Etape[] {
  const postgres15 = existsSync(join(BINAIRES_DEBIAN_15, 'postgres'))
  return [
    { nom: 'biome', libelle: 'Style et erreurs fréquentes', args: [biome(racine), 'check', '.'] },
    { nom: 'licences', libelle: 'Licences de production', args: ['scripts/controles/licences.ts'] },
    { nom: 'frontieres', libelle: 'Frontières entre modules', args: ['scripts/controles/frontieres.ts'] },
    { nom: 'exports', libelle: 'Ce que personne n’importe', args: ['scripts/controles/exports.ts'] },
    { nom: 'tsc', libelle: 'Types', args: ['node_modules/typescript-natif/bin/tsc', '--noEmit'] },
    {
      nom: 'navigateur',
      libelle: 'Parcours au navigateur et accessibilité',
      args: projet('navigateur', 1),
      vitest: true,
    },
    { nom: 'pannes', libelle: 'Pannes', args: projet('pannes', 1), vitest: true },
    {
      nom: 'integration',
      libelle: 'Tests d’intégration, PostgreSQL embarqué',
      args: projet('integration', 1),
      vitest: true,
    },
    // In two halves, each with files of its own: the runner that is free first takes one, and neither waits for the other at the end.
    ...(postgres15 ? ([1, 2] as const) : []).map((moitie) => ({
      nom: `integration-15-${moitie}`,
      libelle: `Tests d’intégration, PostgreSQL 15, ${moitie} sur 2`,
      args: [...projet('integration', 1), `--shard=${moitie}/2`],
      env: { POSTGRES: '15' },
      vitest: true,
    })),
    {
      nom: 'unit',
      libelle: 'Tests unitaires',
      args: [...projet('unit', 1), '--project', 'isoles'],
      vitest: true,
    },
  ]
}

const biome = (racine: string): string => join(racine, 'node_modules/@biomejs/biome/bin/biome')
