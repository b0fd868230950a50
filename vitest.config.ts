import { defineConfig } from 'vitest/config'

// Two projects: `unit` needs nothing, `integration` needs the PostgreSQL cluster that its global setup starts.
const graine = Number(process.env['GRAINE'] ?? Date.now() % 100_000)
const sequence = { shuffle: true, seed: graine }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'packages/*/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.integration.test.*', '**/node_modules/**'],
          sequence,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['src/**/*.integration.test.{ts,tsx}', 'tests/*.test.ts'],
          globalSetup: ['tests/installation.ts'],
          sequence,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
