import { expect, it } from 'vitest'
import { parSiret } from './identites.ts'
import { estDeuxPreuves } from './proconnect.ts'

it.each([
  [{ amr: ['pwd'] }, false],
  [{ amr: ['pwd', 'mfa'] }, true],
  [{ amr: 'mfa' }, false],
  [{ acr: 'eidas1' }, false],
  [{ acr: 'eidas2' }, true],
  [{ acr: 'https://proconnect.gouv.fr/assurance/self-asserted-2fa' }, true],
  [{ acr: 'https://proconnect.gouv.fr/assurance/self-asserted' }, false],
  [{}, false],
])('%j prouve deux fois : %s', (claims, attendu) => {
  expect(estDeuxPreuves(claims)).toBe(attendu)
})

const s = (organismeId: string, siren: string | null) => ({ organismeId, siren })
it.each([
  ['une seule structure, la sienne', [s('a', '200000001')], '20000000100010', 'a'],
  ['deux structures, une de ce SIRET', [s('a', '200000001'), s('b', '200000002')], '20000000200014', 'b'],
  [
    'la même structure dans deux coopérations',
    [s('a', '200000001'), s('a', '200000001')],
    '20000000100010',
    null,
  ],
  ['une seule structure, une autre', [s('a', '200000001')], '20000000200014', null],
  ['une seule structure, sans SIREN connu', [s('a', null)], '20000000200014', 'a'],
  ['deux structures, dont une sans SIREN connu', [s('a', null), s('b', '200000002')], '20000000300013', null],
  ['sans SIRET, une seule structure', [s('a', '200000001')], null, 'a'],
  ['sans SIRET, deux structures', [s('a', '200000001'), s('b', '200000002')], null, null],
])('le SIRET choisit la structure : %s', (_cas, structures, siret, attendue) => {
  expect(parSiret(structures, siret)?.organismeId ?? null).toBe(attendue)
})
