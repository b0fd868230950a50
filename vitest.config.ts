import { defineConfig } from 'vitest/config'

// `unit` needs nothing; `integration` needs the PostgreSQL cluster of its set-up; `navigateur` needs Chromium and the built
// application too; `pannes` kills real servers.
const graine = Number(process.env['GRAINE'] ?? Date.now() % 100_000)
// `isolate: false`: files share the modules that they load, which is half of their time (ADR 0015). The sealing package replaces modules
// of its libraries in its tests, the reading of a census measures its memory: each of their files keeps a process of its own.
// Files run in a random order (seed printed); inside a file a journey keeps its steps in order.
const sequence = { shuffle: { files: true, tests: false }, seed: graine }

// Where threads come and go, V8 loses count of its code pages under this protection and aborts (ADR 0016). Ours are gone; a library
// that unpacks a large archive may open some.
const SANS_CLES = ['--no-memory-protection-keys']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'packages/*/{src,test}/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: ['**/*.integration.test.*', 'packages/{coffre,recensement}/**', '**/node_modules/**'],
          sequence,
          isolate: false,
          execArgv: SANS_CLES,
          // Against a hang only, as in the other projects: the suite runs beside the browsers on the other core.
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'isoles',
          include: ['packages/{coffre,recensement}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          execArgv: SANS_CLES,
          sequence,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['src/**/*.integration.test.{ts,tsx}', 'tests/**/*.test.ts'],
          // A folder of tests/ belongs to these unless it says another below: one that is new is run without being named.
          exclude: ['tests/{e2e,accessibilite,epreuve,pannes}/**', '**/node_modules/**'],
          globalSetup: ['tests/installation.ts'],
          // As it is served: React's development build traces every element it makes, a fifth of the time of these tests.
          env: { NODE_ENV: 'production' },
          sequence,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'navigateur',
          include: ['tests/{e2e,accessibilite}/**/*.test.ts'],
          globalSetup: ['tests/construction.ts', 'tests/installation.ts', 'tests/chromium.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // Run by hand (npm run epreuve): fifty canary cases, minutes long; five of them are in the integration tests.
      {
        test: {
          name: 'epreuve',
          include: ['tests/epreuve/**/*.test.ts'],
          globalSetup: ['tests/installation.ts'],
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'pannes',
          include: ['tests/pannes/**/*.test.ts'],
          globalSetup: ['tests/construction.ts', 'tests/pannes/installation.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
