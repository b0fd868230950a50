import { expect, it } from 'vitest'
import { mediane, rapportParTour, tenu } from './but.ts'

it('donne la médiane et les extrêmes, et refuse une série vide', () => {
  expect(mediane([3, 1, 2])).toEqual({ rapport: 2, min: 1, max: 3 })
  expect(mediane([4, 1, 2, 3])).toEqual({ rapport: 2.5, min: 1, max: 4 })
  expect(() => mediane([])).toThrow()
  expect(() => mediane([1, Number.NaN])).toThrow()
})

it('prend le rapport tour par tour, non celui des médianes', () => {
  expect(rapportParTour([10, 40, 30], [10, 10, 20])).toEqual({ rapport: 1.5, min: 1, max: 4 })
  expect(() => rapportParTour([1], [1, 2])).toThrow()
})

it('dit si un but est tenu, manqué ou sans mesure', () => {
  expect(tenu({ rapport: 0.5, seuil: '>= 0.5' })).toBe(true)
  expect(tenu({ rapport: 0.49, seuil: '>= 0.5' })).toBe(false)
  expect(tenu({ rapport: 10, seuil: '< 10' })).toBe(false)
  expect(tenu({ rapport: null, seuil: '< 10' })).toBe(null)
  expect(tenu({ rapport: 3 })).toBe(null)
  expect(() => tenu({ rapport: 3, seuil: 'environ 2' })).toThrow()
})
