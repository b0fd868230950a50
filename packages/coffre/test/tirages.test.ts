// A thousand sealings here; a hundred thousand by `npm run epreuve` (tests/epreuve/tirages.test.ts).
import { expect, it } from 'vitest'
import './outils.ts'
import { scellerBeaucoup } from './tirages.ts'

const RIEN = { cles: 0, capsules: 0, nonces: 0, points: 0, enveloppes: 0 }

it('ni clé de fichier, ni nonce, ni point, ni enveloppe ne vient deux fois ; ce qui est tiré est ce qui sert', async () => {
  const { doubles, autres, biais } = await scellerBeaucoup(1000)
  expect({ doubles, autres }).toEqual({ doubles: RIEN, autres: 0 })
  // 512 bits: once in a million runs beyond six.
  expect(biais).toBeLessThan(6)
})

it('un générateur qui se répète, ou penche, est vu', async () => {
  let n = 0
  const { doubles, biais } = await scellerBeaucoup(60, (vue) => {
    n++
    vue.fill(n % 3 === 1 ? n % 90 : n)
  })
  expect(doubles.cles).toBe(30)
  expect(biais).toBeGreaterThan(6)
})
