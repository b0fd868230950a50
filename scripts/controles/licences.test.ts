import { expect, it } from 'vitest'
import { estCompatible, licencesDeProduction } from './licences.ts'

it('accepte une alternative dès qu’une branche est compatible', () => {
  expect(estCompatible('(GPL-2.0-only OR MIT)')).toBe(true)
  expect(estCompatible('MIT AND OFL-1.1')).toBe(true)
})

it('refuse une licence inconnue, seule ou cumulée avec une bonne', () => {
  expect(estCompatible('SSPL-1.0')).toBe(false)
  expect(estCompatible('MIT AND SSPL-1.0')).toBe(false)
  expect(estCompatible('sans licence déclarée')).toBe(false)
})

it('ne retient que ce qui part en production, et signale un paquet sans licence', () => {
  const parLicence = licencesDeProduction({
    packages: {
      '': { license: 'EUPL-1.2' },
      'packages/recensement': { license: 'EUPL-1.2' },
      'node_modules/recensement': { link: true },
      'node_modules/vitest': { dev: true, license: 'MIT' },
      'node_modules/fastify': { license: 'MIT' },
      'node_modules/fastify/node_modules/pino': {},
    },
  })
  expect([...parLicence]).toEqual([
    ['MIT', ['fastify']],
    ['sans licence déclarée', ['pino']],
  ])
})
