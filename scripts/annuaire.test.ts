import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const lancer = (...mots: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'annuaire.ts'), ...mots],
    {
      encoding: 'utf8',
    },
  )
  return { code: status, dit: stdout + stderr }
}

describe('npm run annuaire, avant d’ouvrir une base', () => {
  it.each([[['importer', '--inconnu']], [['importer', '--region']], [['--region=']]])(
    'une ligne mal écrite est expliquée en français, sans pile : %j',
    (mots) => {
      const { code, dit } = lancer(...mots)
      expect(code).toBe(2)
      expect(dit).toContain('Usage : npm run annuaire')
      expect(dit).not.toMatch(/Unknown option|argument missing|at \w+ \(/)
    },
  )
  it('l’aide se lit sans faute', () => {
    expect(lancer('--aide')).toMatchObject({ code: 0, dit: expect.stringContaining('--departement 44') })
  })
})
