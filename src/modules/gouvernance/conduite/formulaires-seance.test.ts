import { expect, it } from 'vitest'
import { heureDeSeance } from './formulaires-seance.ts'

const le = (jour: string, heure: string) => new Date(`${jour}T${heure}:00+01:00`)

it.each([
  ['14:20', le('2026-11-26', '15:00'), le('2026-11-26', '14:20')],
  ['9h05', le('2026-11-26', '15:00'), le('2026-11-26', '09:05')],
  ['23:50', le('2026-11-27', '00:10'), le('2026-11-26', '23:50')],
  ['0h05', le('2026-11-27', '00:10'), le('2026-11-27', '00:05')],
  ['16:00', le('2026-11-26', '15:00'), le('2026-11-26', '16:00')],
])('« %s » dit à %s est l’instant %s', (dite, maintenant, attendu) => {
  expect(heureDeSeance(dite, maintenant)).toEqual(attendu)
})

it('sans heure dite, l’entrée est de maintenant', () => {
  const maintenant = le('2026-11-26', '15:00')
  expect(heureDeSeance('', maintenant)).toBe(maintenant)
  expect(heureDeSeance(undefined, maintenant)).toBe(maintenant)
})
