// npm run epreuve: what packages/coffre/test/tirages.test.ts checks on a thousand sealings, on a hundred thousand (minutes).
import { expect, it } from 'vitest'
import { scellerBeaucoup } from '../../packages/coffre/test/tirages.ts'

const COMBIEN = 100_000

it('cent mille scellés : ni clé de fichier, ni nonce, ni point, ni enveloppe ne vient deux fois', async () => {
  const { doubles, autres, biais } = await scellerBeaucoup(COMBIEN)
  console.log(
    `${COMBIEN} scellés, ${COMBIEN * 5} valeurs : ${Object.values(doubles).reduce((a, b) => a + b)} venue deux fois ; bit le plus loin d’une moitié : ${biais.toFixed(1)} écarts types (sur 512).`,
  )
  expect({ doubles, autres }).toEqual({
    doubles: { cles: 0, capsules: 0, nonces: 0, points: 0, enveloppes: 0 },
    autres: 0,
  })
  expect(biais).toBeLessThan(6)
}, 1_800_000)
