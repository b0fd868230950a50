import { expect, it } from 'vitest'
import { planifierTours, raccorder } from './presidence.ts'

it('les tours se suivent de date à date, sans trou, et le dernier dure', () => {
  const tours = planifierTours(['a', 'b', 'c'], '2026-03-31', 12)
  expect(tours.map(({ organismeId }) => organismeId).join('')).toBe('abcabc')
  expect(tours[0]).toEqual({ organismeId: 'a', du: '2026-03-31', au: '2027-03-30' })
  expect(tours[1]?.du).toBe('2027-03-31')
  expect(tours.at(-1)?.au).toBeNull()
})
it('un nouvel ordre clôt le tour en cours la veille, retire ceux à venir et laisse le passé', () => {
  const anciens = planifierTours(['a', 'b'], '2025-01-01', 12)
  const { restent, clore, retirer } = raccorder(anciens, '2026-07-01')
  expect(restent.map(({ du }) => du)).toEqual(['2025-01-01'])
  expect(clore.map(({ du }) => du)).toEqual(['2026-01-01'])
  expect(retirer.map(({ du }) => du)).toEqual(['2027-01-01', '2028-01-01'])
})
