// Two cards out of three give the recovery key back; one gives nothing; a false one is seen.
import fc from 'fast-check'
import { combine } from 'shamir-secret-sharing'
import { describe, expect, it } from 'vitest'
import { destinataireDe, nouvelleIdentite, ouvrir, sceller } from '../src/index.ts'
import { partager, recomposer } from '../src/sequestre.ts'
import { attendreRefus, hex } from './outils.ts'

const identite = nouvelleIdentite()
const sequestre = await destinataireDe(identite)
const cartes = await partager(identite)
const [a, b, c] = cartes as [string, string, string]

describe('séquestre', () => {
  it('chaque paire rend la clé, dans les deux ordres, et elle ouvre', async () => {
    const scelle = await sceller(Buffer.from('secours'), [sequestre])
    for (const paire of [[a, b], [b, a], [a, c], [c, a], [b, c], [c, b], cartes]) {
      const rendue = await recomposer(paire, sequestre)
      expect(rendue).toBe(identite)
      expect(Buffer.from(await ouvrir(scelle, rendue)).toString()).toBe('secours')
    }
  })

  it('se partage en autant de cartes que dit : deux quelconques suffisent, de deux à seize', async () => {
    for (const combien of [2, 5, 16]) {
      const lot = await partager(identite, combien)
      expect(new Set(lot).size).toBe(combien)
      expect(await recomposer([lot[0]!, lot.at(-1)!], sequestre)).toBe(identite)
    }
    for (const combien of [0, 1, 17, 2.5])
      await attendreRefus(() => partager(identite, combien), 'parts-insuffisantes')
  })

  it('se recopie à la main : espaces, retours à la ligne, capitales', async () => {
    const recopie = a.toUpperCase().replace(/(.{8})/g, '$1 \n')
    expect(await recomposer([recopie, b], sequestre)).toBe(identite)
    for (const carte of cartes) expect(carte).toMatch(/^part1[02-9ac-hj-np-z]{74}$/)
  })

  it('une carte ne suffit pas, même deux fois', async () => {
    for (const insuffisant of [[], [a], [a, a], [a, `${a} `]])
      await attendreRefus(() => recomposer(insuffisant, sequestre), 'parts-insuffisantes')
  })

  it('une carte seule ne dit rien : elle convient à tout secret', () => {
    // Degree 1: for each byte, whatever the secret, exactly one second card agrees with the first. Shown on one byte.
    return fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 255 }), async (y1) => {
        const secrets = new Set<number>()
        for (let y2 = 0; y2 < 256; y2++)
          secrets.add((await combine([new Uint8Array([y1, 1]), new Uint8Array([y2, 2])]))[0]!)
        expect(secrets.size).toBe(256)
      }),
      { numRuns: 5 },
    )
  })

  it('d’un autre partage du même secret, ou d’une autre clé : refusées', async () => {
    const [x] = (await partager(identite)) as [string]
    await attendreRefus(() => recomposer([a, x], sequestre), 'parts-discordantes')
    const etrangeres = await partager(nouvelleIdentite())
    await attendreRefus(() => recomposer([a, etrangeres[1]!], sequestre), 'parts-discordantes')
    await attendreRefus(
      async () => recomposer(cartes, await destinataireDe(nouvelleIdentite())),
      'parts-discordantes',
    )
    expect(await recomposer([a, x, b], sequestre)).toBe(identite)
  })

  it('toute faute de copie d’une lettre est vue, où qu’elle soit', async () => {
    const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
    for (let i = 5; i < a.length; i++) {
      const autre = alphabet[(alphabet.indexOf(a[i]!) + 1 + (i % 30)) % 32]!
      await attendreRefus(
        () => recomposer([a.slice(0, i) + autre + a.slice(i + 1), b], sequestre),
        'part-illisible',
      )
    }
    for (const faux of ['', 'part1', a.slice(1), `${a}q`, 'age1pq1abc'])
      await attendreRefus(() => recomposer([faux, b], sequestre), 'part-illisible')
  })

  it('GF(256) : polynôme calculé à part, x⁸ + x⁴ + x³ + x + 1', async () => {
    const fois = (x: number, y: number): number => {
      let [p, q, r] = [x, y, 0]
      for (; q > 0; q >>= 1) {
        if (q & 1) r ^= p
        p = (p << 1) ^ (p & 0x80 ? 0x11b : 0)
      }
      return r
    }
    const [secret, pente] = [hex('00ff53ca01'), hex('9a0157e3b2')]
    const part = (x: number) => new Uint8Array([...secret.map((s, i) => s ^ fois(pente[i]!, x)), x])
    for (const [x, y] of [
      [1, 2],
      [3, 200],
      [255, 7],
    ] as const)
      expect(await combine([part(x), part(y)])).toEqual(secret)
  })
})
