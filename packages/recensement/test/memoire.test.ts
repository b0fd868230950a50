import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ENFANT = fileURLToPath(new URL('./memoire-enfant.ts', import.meta.url))
const AGENTS = 40_000
/** Megabytes of long-lived objects. The check was seen to pass with 10; forty thousand agents held need more than 18. */
const TAS = 14

const lancer = (mode: string) =>
  promisify(execFile)(
    process.execPath,
    [`--max-old-space-size=${TAS}`, '--max-semi-space-size=2', ENFANT, mode, String(AGENTS)],
    {
      cwd: tmpdir(),
    },
  )

test('quarante mille lignes se vérifient dans un tas de 14 Mo, refus compris', {
  timeout: 120_000,
}, async () => {
  const { stdout } = await lancer('verifier')
  expect(JSON.parse(stdout)).toEqual({ lignes: AGENTS, refusees: 1_000, gardes: 0 })
})

test('le même tas ne suffit pas à qui garderait les agents : la borne est donc réelle', {
  timeout: 120_000,
}, async () => {
  await expect(lancer('accumuler')).rejects.toMatchObject({
    stderr: expect.stringContaining('heap out of memory'),
  })
})
