import { expect, it } from 'vitest'
import { conflits, refusDuDepot } from './dates-annoncees.ts'

const une = (
  id: string,
  centreId: string,
  genre: 'concours' | 'conseil_medical',
  le: string,
  annulee = false,
) => ({
  ...{ id, centreId, genre, le, annulee },
})

it('deux concours le même jour se gênent d’un centre à l’autre, deux conseils médicaux dans le même centre', () => {
  const autres = [
    une('a', '44', 'concours', '2027-03-10'),
    une('b', '53', 'concours', '2027-03-10', true),
    une('c', '53', 'conseil_medical', '2027-03-10'),
    une('d', '44', 'concours', '2027-03-11'),
  ]
  const lus = (date: ReturnType<typeof une>) => conflits(date, autres).map(({ id }) => id)
  expect(lus(une('x', '85', 'concours', '2027-03-10'))).toEqual(['a'])
  expect(lus(une('a', '44', 'concours', '2027-03-10'))).toEqual([])
  expect(lus(une('x', '44', 'conseil_medical', '2027-03-10'))).toEqual([])
  expect(lus(une('x', '53', 'conseil_medical', '2027-03-10'))).toEqual(['c'])
})
it('un dépôt se clôt avant la date, et dix jours avant un conseil médical', () => {
  expect(refusDuDepot('concours', '2027-03-10', '2027-03-11')).toContain('vient avant')
  expect(refusDuDepot('conseil_medical', '2027-03-10', '2027-03-01')).toContain('dix jours')
  expect(refusDuDepot('conseil_medical', '2027-03-10', '2027-02-28')).toBeNull()
  expect(refusDuDepot('concours', '2027-03-10', null)).toBeNull()
})
