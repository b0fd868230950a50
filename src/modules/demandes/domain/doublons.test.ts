import fc from 'fast-check'
import { expect, it } from 'vitest'
import { enParts } from './doublons.ts'

const mots = (texte: string) => texte.split(/\s+/).filter(Boolean)

it('coupe un récit en parts qui disent tout, dans l’ordre, chacune dans sa limite', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.integer({ min: 2, max: 60 }),
      (texte, max) => {
        const parts = enParts(texte, max)
        expect(parts.every((part) => part.length <= max)).toBe(true)
        const tout = (t: string) => t.replaceAll(/\s/g, '')
        expect(tout(parts.join(''))).toBe(tout(texte))
      },
    ),
  )
})
it('coupe entre deux paragraphes, sinon entre deux mots', () => {
  expect(enParts('un deux trois\n\nquatre', 16)).toEqual(['un deux trois', 'quatre'])
  const texte = 'parole '.repeat(30)
  const parts = enParts(texte, 50)
  expect(parts.flatMap(mots)).toEqual(mots(texte))
  expect(enParts('', 10)).toEqual([''])
})
