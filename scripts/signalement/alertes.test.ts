import { expect, it } from 'vitest'
import { empreintesDe } from './alertes.ts'

it('qui attend de plusieurs endroits est prévenu dès que l’un change, et l’ordre n’y fait rien', () => {
  const lire = (...quoi: string[]) => empreintesDe(quoi.map((q) => ({ dest: 'a', quoi: q }))).get('a')
  expect(lire('un', 'deux')).toBe(lire('deux', 'un'))
  expect(lire('un', 'deux')).not.toBe(lire('un 2', 'deux'))
  expect(lire('un', 'deux')).not.toBe(lire('un', 'deux 2'))
  expect(lire('un', 'deux')).not.toBe(lire('deux'))
})
